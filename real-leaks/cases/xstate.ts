import type { RealLeak } from '../real-leak.ts'

interface XState {
  Machine(config: object, options: object, context: object): object
  interpret(machine: object): { start(): void; stop(): void }
}

class Checkout {
  items: string[] = []
}

export const realLeak: RealLeak<XState> = {
  package: 'xstate',
  issue: 'https://github.com/statelyai/xstate/issues/956',
  leaked: 'The registry of all interpreters kept those that had been stopped.',
  target: Checkout,
  body({ Machine, interpret }) {
    const machine = Machine({ initial: 'open', states: { open: {} } }, {}, new Checkout())
    const service = interpret(machine)
    service.start()
    service.stop()
  },
  root: 'xstate-leaky/lib/registry.js',
  says: [/variable `(children|idMap)`/, 'Map', 'Interpreter', 'xstate-leaky/lib/registry.js:3:'],
  cut: 'Map',
}
