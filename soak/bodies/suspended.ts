import { AsyncLocalStorage, AsyncResource, createHook, executionAsyncId } from 'node:async_hooks'
import { channel } from 'node:diagnostics_channel'
import { EventEmitter, on, once } from 'node:events'
import { performance, PerformanceObserver } from 'node:perf_hooks'
import { setImmediate as turn, setInterval as ticks, setTimeout as pause } from 'node:timers/promises'
import { callbackify, promisify } from 'node:util'
import type { CleanBody } from '../clean-body.ts'
import { Subject } from '../subject.ts'

const bus = new EventEmitter()
const target = new EventTarget()
const storage = new AsyncLocalStorage<Subject>()
const news = channel('soak:news')
const shared = { turn: Promise.resolve() }

async function* produce(count: number): AsyncGenerator<Subject> {
  for (let index = 0; index < count; index++) {
    await turn()
    yield new Subject()
  }
}

function waitWith(signal: AbortSignal, subject: Subject): Promise<string> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve(subject.read()), 60_000)
    const stop = () => {
      clearTimeout(timer)
      reject(signal.reason as Error)
    }
    signal.addEventListener('abort', stop, { once: true })
  })
}

/** One after the other, as locks and queues do. */
function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
  const mine = shared.turn.then(work)
  shared.turn = mine.then(
    () => {},
    () => {},
  )
  return mine
}

/** Promises, timers, events and contexts: what is still to come when a function returns. */
export const suspended: readonly CleanBody[] = [
  {
    name: 'awaits an instance',
    async body() {
      const subject = await Promise.resolve(new Subject())
      await turn()
      return subject
    },
  },
  {
    name: 'chains promises',
    body: () =>
      Promise.resolve(new Subject())
        .then((subject) => subject.read())
        .then((name) => new Subject(name))
        .finally(() => new Subject())
        .then(() => {}),
  },
  {
    name: 'gathers by Promise.all and allSettled',
    async body() {
      const made = await Promise.all(Array.from({ length: 20 }, async () => (await turn(), new Subject())))
      await Promise.allSettled([...made.map((subject) => pause(1, subject)), Promise.reject(new Subject())])
    },
  },
  {
    name: 'races promises of which the slow ones end later',
    async body() {
      await Promise.race([pause(1, new Subject()), pause(3, new Subject())])
      await Promise.any([Promise.reject(new Subject()), pause(1, new Subject())])
    },
  },
  {
    name: 'races with a promise that never settles',
    body: () => Promise.race([new Promise<Subject>(() => {}), pause(1, new Subject())]),
  },
  {
    name: 'gets an AggregateError from Promise.any',
    body: () =>
      Promise.any([1, 2].map((each) => Promise.reject(new Error(`${each}`, { cause: new Subject() })))).catch(
        (error: AggregateError) => error.errors.length,
      ),
  },
  {
    name: 'catches rejections, before and after an await',
    async body() {
      const fail = async (subject: Subject) => {
        await turn()
        subject.fail()
      }
      await fail(new Subject()).catch(() => {})
      try {
        await fail(new Subject())
      } catch (error) {
        return (error as Error).stack
      }
    },
  },
  {
    name: 'handles a rejection late',
    async body() {
      const failing = new Promise((_, reject) =>
        queueMicrotask(() => reject(new Error('late', { cause: new Subject() }))),
      )
      failing.catch(() => {})
      await turn()
      await failing.catch(() => {})
    },
  },
  {
    name: 'rejects with an error that carries an instance',
    throws: /^on purpose$/,
    async body() {
      await turn()
      throw Object.assign(new Error('on purpose'), { subject: new Subject() })
    },
  },
  {
    name: 'awaits a thenable of its own',
    async body() {
      const subject = new Subject()
      await { then: (done: (value: Subject) => void) => void setImmediate(done, subject) }
    },
  },
  {
    name: 'resolves a promise from outside',
    async body() {
      let resolve!: (subject: Subject) => void
      const promise = new Promise<Subject>((settle) => (resolve = settle))
      setImmediate(() => resolve(new Subject()))
      return (await promise).read()
    },
  },
  {
    name: 'runs an async generator to its end',
    async body() {
      for await (const subject of produce(5)) subject.read()
    },
  },
  {
    name: 'leaves an async generator early',
    async body() {
      for await (const subject of produce(5)) if (subject.read()) break
    },
  },
  {
    name: 'drops a suspended async generator',
    async body() {
      const generator = produce(5)
      await generator.next()
    },
  },
  {
    name: 'iterates sync iterables of promises',
    async body() {
      for await (const subject of [pause(1, new Subject()), Promise.resolve(new Subject())]) subject.read()
    },
  },
  {
    name: 'waits for microtasks, ticks and turns',
    async body() {
      const subject = new Subject()
      await new Promise<void>((resolve) => queueMicrotask(() => resolve(void subject.read())))
      await new Promise<void>((resolve) => process.nextTick(() => resolve(void subject.read())))
      await new Promise<void>((resolve) => setImmediate(() => resolve(void subject.read())))
    },
  },
  {
    name: 'leaves ticks, turns and short timers to come',
    async body() {
      const subject = new Subject()
      await turn()
      process.nextTick(() => subject.read())
      setImmediate(() => subject.read())
      setTimeout(() => subject.read(), 3)
    },
  },
  {
    name: 'waits for timers',
    async body() {
      const subject = new Subject()
      await new Promise<void>((resolve) =>
        setTimeout((given: Subject) => resolve(void given.read()), 2, subject),
      )
      await pause(1, subject)
    },
  },
  {
    name: 'clears timers that would come much later',
    async body() {
      const subject = new Subject()
      const timers = [1, 2, 3].map((minutes) => setTimeout(() => subject.read(), minutes * 60_000))
      const immediate = setImmediate(() => subject.read())
      await turn()
      clearImmediate(immediate)
      timers.forEach((timer) => clearTimeout(timer))
    },
  },
  {
    name: 'clears timers in the same job',
    body() {
      const subject = new Subject()
      clearTimeout(setTimeout(() => subject.read(), 60_000))
      clearInterval(setInterval(() => subject.read(), 60_000))
      clearImmediate(setImmediate(() => subject.read()))
      clearTimeout(setTimeout(() => subject.read(), 60_000).unref())
    },
  },
  {
    name: 'clears an interval that has ticked',
    async body() {
      const subject = new Subject()
      await new Promise<void>((resolve) => {
        let left = 3
        const interval = setInterval(() => {
          subject.read()
          if (--left > 0) return
          clearInterval(interval)
          resolve()
        }, 1)
      })
    },
  },
  {
    name: 'leaves an interval of timers/promises',
    async body() {
      for await (const subject of ticks(1, new Subject())) if (subject.read()) break
    },
  },
  {
    name: 'refreshes a timer and lets it end',
    async body() {
      const subject = new Subject()
      await new Promise<void>((resolve) => {
        const timer = setTimeout(() => resolve(void subject.read()), 2)
        setImmediate(() => timer.refresh())
      })
    },
  },
  {
    name: 'aborts what it waits for',
    async body() {
      const controller = new AbortController()
      const waiting = waitWith(controller.signal, new Subject()).catch(() => {})
      await turn()
      controller.abort(new Subject('reason'))
      await waiting
    },
  },
  {
    name: 'combines signals and aborts a timer',
    async body() {
      const controller = new AbortController()
      const signal = AbortSignal.any([controller.signal, new AbortController().signal])
      const waiting = pause(60_000, new Subject(), { signal }).catch(() => {})
      controller.abort()
      await waiting
    },
  },
  {
    name: 'drops a signal with listeners',
    body() {
      const subject = new Subject()
      const { signal } = new AbortController()
      signal.addEventListener('abort', () => subject.read())
    },
  },
  {
    name: 'takes its listeners off an emitter that stays',
    body() {
      const subject = new Subject()
      const listener = () => subject.read()
      bus.on('news', listener)
      bus.once('news', () => subject.read())
      bus.emit('news', new Subject())
      bus.off('news', listener)
    },
  },
  {
    name: 'awaits one event of an emitter that stays',
    async body() {
      setImmediate(() => bus.emit('one', new Subject()))
      const [subject] = (await once(bus, 'one')) as [Subject]
      return subject.read()
    },
  },
  {
    name: 'awaits an event or gives up',
    async body() {
      const controller = new AbortController()
      const subject = new Subject()
      const waiting = once(bus, 'never', { signal: controller.signal }).catch(() => subject.read())
      await turn()
      controller.abort()
      await waiting
    },
  },
  {
    name: 'iterates the events of an emitter that stays',
    async body() {
      setImmediate(() => {
        bus.emit('many', new Subject())
        bus.emit('many', new Subject())
      })
      let left = 2
      for await (const [subject] of on(bus, 'many') as AsyncIterable<[Subject]>)
        if (subject.read() && --left === 0) break
    },
  },
  {
    name: 'takes its listeners off an EventTarget that stays',
    async body() {
      const subject = new Subject()
      const controller = new AbortController()
      const listener = () => subject.read()
      target.addEventListener('news', listener)
      target.addEventListener('news', () => subject.read(), { once: true })
      // not on the target that stays: there Node keeps the last listener that was added with a signal, aborted or not
      new EventTarget().addEventListener('news', () => subject.read(), { signal: controller.signal })
      target.dispatchEvent(new CustomEvent('news', { detail: subject }))
      target.removeEventListener('news', listener)
      controller.abort()
      await turn()
    },
  },
  {
    name: 'runs in an AsyncLocalStorage that stays',
    body: () =>
      storage.run(new Subject(), async () => {
        await turn()
        await pause(1)
        return storage.getStore()?.read()
      }),
  },
  {
    name: 'binds to an AsyncLocalStorage and leaves it',
    async body() {
      const read = storage.run(new Subject(), () => AsyncLocalStorage.bind(() => storage.getStore()?.read()))
      read()
      await storage.run(new Subject(), () => storage.exit(() => turn()))
    },
  },
  {
    name: 'runs in an AsyncResource',
    async body() {
      const subject = new Subject()
      const resource = new AsyncResource('soak')
      resource.runInAsyncScope(() => subject.read())
      const bound = resource.bind(() => subject.read())
      resource.emitDestroy()
      await turn()
      return bound()
    },
  },
  {
    name: 'looks at resources through a hook that it disables',
    async body() {
      const subjects = new Map<number, Subject>()
      const hook = createHook({ init: (id) => void subjects.set(id, new Subject()) }).enable()
      await turn()
      hook.disable()
      subjects.set(executionAsyncId(), new Subject())
    },
  },
  {
    name: 'subscribes to a diagnostics channel and leaves it',
    body() {
      const subject = new Subject()
      const listener = () => subject.read()
      news.subscribe(listener)
      news.publish({ subject: new Subject() })
      news.unsubscribe(listener)
    },
  },
  {
    name: 'measures and observes performance',
    async body() {
      const subject = new Subject()
      const observer = new PerformanceObserver((list) => list.getEntries().forEach(() => subject.read()))
      observer.observe({ entryTypes: ['mark', 'measure'] })
      performance.mark('begin', { detail: 'soak' })
      performance.timerify(() => subject.read())()
      performance.measure('all', 'begin')
      await turn()
      observer.disconnect()
      performance.clearMarks()
      performance.clearMeasures()
    },
  },
  {
    name: 'promisifies and callbackifies',
    async body() {
      const later = promisify((subject: Subject, done: (error: null, subject: Subject) => void) => {
        setImmediate(done, null, subject)
      })
      const back = promisify(callbackify(async (name: string) => (await turn(), new Subject(name))))
      return (await later(new Subject())).read() + (await back('back')).read()
    },
  },
  {
    name: 'waits in a queue that stays',
    body: () => Promise.all([1, 2, 3].map(() => inTurn(async () => void (await turn(new Subject()))))),
  },
  {
    name: 'gets a lot of things done at once',
    body: () =>
      Promise.all(
        Array.from({ length: 500 }, async (_, index) => {
          const subject = new Subject()
          await (index % 2 ? turn() : pause(1))
          return subject
        }),
      ),
  },
  {
    name: 'imports a module that is loaded already',
    async body() {
      const subject = new Subject()
      const path = await import('node:path')
      return path.join(subject.read(), 'there')
    },
  },
]
