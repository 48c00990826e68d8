import { setTimeout as pause } from 'node:timers/promises'
import type { RealLeak } from '../real-leak.ts'

interface Subject<Value> {
  next(value: Value): void
  pipe(operator: unknown): { subscribe(observer: (value: Value) => void): { unsubscribe(): void } }
}

interface RxJS {
  Subject: new <Value>() => Subject<Value>
  observeOn(scheduler: unknown): unknown
  asyncScheduler: unknown
}

class Reading {
  celsius = 20
}

let readings: Subject<Reading>
let subscription: { unsubscribe(): void }

export const realLeak: RealLeak<RxJS> = {
  package: 'rxjs',
  issue: 'https://github.com/ReactiveX/rxjs/issues/6561',
  leaked:
    'A subscription kept each action that it had scheduled, and with it the value, also when the action had run.',
  target: Reading,
  before({ Subject, observeOn, asyncScheduler }) {
    readings = new Subject<Reading>()
    subscription = readings.pipe(observeOn(asyncScheduler)).subscribe(() => undefined)
  },
  async body() {
    readings.next(new Reading())
    await pause(20)
  },
  after: () => subscription.unsubscribe(),
  root: 'module cases/rxjs.ts',
  says: [/`(readings|subscription)`/, '._teardowns', 'AsyncAction'],
  cut: /Cut here: \._teardowns/,
}
