import { setTimeout as pause } from 'node:timers/promises'
import type { RealLeak } from '../real-leak.ts'

interface Action {
  type: string
  payload?: unknown
}

interface ListenerApi {
  take(predicate: (action: Action) => boolean): Promise<unknown>
}

interface Store {
  dispatch(action: Action): unknown
}

interface Listeners {
  readonly middleware: unknown
  startListening(listener: {
    type: string
    effect: (action: Action, api: ListenerApi) => Promise<void>
  }): void
  clearListeners(): void
}

interface ReduxToolkit {
  default: {
    configureStore(options: object): Store
    createListenerMiddleware(): Listeners
  }
}

class Message {
  text = ''
}

let store: Store
let end: () => void

async function nextMessage({ take }: ListenerApi): Promise<void> {
  await take(({ type }) => type === 'message')
}

export const realLeak: RealLeak<ReduxToolkit> = {
  package: '@reduxjs/toolkit',
  issue: 'https://github.com/reduxjs/redux-toolkit/issues/3020',
  leaked:
    'Each `take()` of a listener that runs on left a promise with the action at the AbortSignal of that listener.',
  target: Message,
  before({ default: { configureStore, createListenerMiddleware } }) {
    const listeners = createListenerMiddleware()
    listeners.startListening({
      type: 'connect',
      async effect(_action, api) {
        for (;;) await nextMessage(api)
      },
    })
    store = configureStore({ reducer: () => 0, middleware: () => [listeners.middleware] })
    store.dispatch({ type: 'connect' })
    end = () => listeners.clearListeners()
  },
  async body() {
    for (const payload of [undefined, new Message(), undefined]) {
      store.dispatch({ type: 'message', payload })
      await pause(1)
    }
  },
  after: () => end(),
  root: 'module cases/reduxjs-toolkit.ts',
  says: ['AbortSignal', 'event "abort"', 'reduxjs-toolkit-leaky', '.payload'],
  cut: 'listener of event "abort"',
  advice: 'removeEventListener("abort", listener)',
}
