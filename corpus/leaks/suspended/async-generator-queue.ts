import type { LeakCase } from '../../leak-case.ts'

class Command {
  readonly name = 'save'
}

let online = () => {}

async function* execute(): AsyncGenerator<string, void, Command> {
  await new Promise<void>((resolve) => (online = resolve))
  for (let done = ''; ;) {
    const command = yield done
    done = command.name
  }
}

// culprit
let executor: AsyncGenerator<string, void, Command>

export const leakCase: LeakCase = {
  target: Command,
  before() {
    executor = execute()
  },
  async leaking() {
    void executor.next(new Command())
  },
  async fixed() {
    const done = executor.next(new Command())
    online()
    await done
  },
  root: 'module leaks/suspended/async-generator-queue.ts',
  says: ['`executor`', 'async generator execute', 'next'],
  cut: /next/,
  after: () => online(),
}
