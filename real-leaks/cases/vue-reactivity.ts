import type { RealLeak } from '../real-leak.ts'

interface VueReactivity {
  shallowReactive<Value extends object>(value: Value): Value
  effect(run: () => void): unknown
  stop(runner: unknown): void
}

class Tab {
  title = ''
}

let unread: Set<Tab>

export const realLeak: RealLeak<VueReactivity> = {
  package: '@vue/reactivity',
  issue: 'https://github.com/vuejs/core/issues/11979',
  leaked:
    'The dependency for a key stayed in the table of its collection when no effect depended on it any more.',
  target: Tab,
  before({ shallowReactive, effect }) {
    unread = shallowReactive(new Set<Tab>())
    effect(() => void unread.size)
  },
  body({ effect, stop }) {
    const tab = new Tab()
    const runner = effect(() => void unread.has(tab))
    stop(runner)
  },
  root: /module (cases\/vue-reactivity|.*vue-reactivity-leaky)/,
  says: ['targetMap', 'Map'],
  cut: /Cut here: (key|value\b.*) of Map/,
}
