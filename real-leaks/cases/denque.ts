import type { RealLeak } from '../real-leak.ts'

interface Denque {
  default: new <Item>() => { push(item: Item): void; clear(): void }
}

class Command {
  name = 'PING'
}

let offline: { push(item: Command): void; clear(): void }

export const realLeak: RealLeak<Denque> = {
  package: 'denque',
  issue: 'https://github.com/invertase/denque/pull/47',
  leaked: '`clear()` set the size to 0 and left the elements in the array behind it.',
  target: Command,
  before({ default: Denque }) {
    offline = new Denque<Command>()
  },
  body() {
    offline.push(new Command())
    offline.clear()
  },
  root: 'module cases/denque.ts',
  says: ['`offline`', 'Denque', '._list'],
  cut: '._list[0]',
  bounded: true,
}
