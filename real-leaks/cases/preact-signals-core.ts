import type { RealLeak } from '../real-leak.ts'

interface Signal<Value> {
  readonly value: Value
}

interface Signals {
  signal<Value>(value: Value): Signal<Value>
  computed<Value>(compute: () => Value): Signal<Value>
}

class Invoice {
  pieces = 3
}

let price: Signal<number>

export const realLeak: RealLeak<Signals> = {
  package: '@preact/signals-core',
  issue: 'https://github.com/preactjs/signals/pull/136',
  leaked: 'A signal kept each computed signal that had read it, also one that nobody listens to.',
  target: Invoice,
  before({ signal }) {
    price = signal(2)
  },
  body({ computed }) {
    const invoice = new Invoice()
    const sum = computed(() => invoice.pieces * price.value)
    void sum.value
  },
  root: 'module cases/preact-signals-core.ts',
  says: ['`price`', 'Set', '`invoice`', 'preact-signals-core-leaky/dist/signals-core'],
  cut: 'element of Set',
}
