import type { CleanBody } from '../clean-body.ts'
import { Subject } from '../subject.ts'

const store = { save: (subject: Subject) => subject.read() }

/** What tests do: mocks, fake timers, assertions. */
export const tests: readonly CleanBody[] = [
  {
    name: 'calls a mock of its own',
    body({ mocks }) {
      const listener = mocks.fn((subject: Subject) => subject.read())
      listener(new Subject())
      listener.mockClear()
    },
  },
  {
    name: 'clears and resets mocks',
    async body({ mocks }) {
      const [one, other] = [mocks.fn((subject: Subject) => subject), mocks.fn(() => new Subject())]
      one(new Subject())
      other()
      await new Promise((resolve) => setImmediate(resolve))
      one.mockReset()
      mocks.clearAllMocks()
    },
  },
  {
    name: 'spies on what stays and restores it',
    body({ mocks, expect }) {
      const spy = mocks.spyOn(store, 'save')
      const subject = new Subject()
      store.save(subject)
      expect(spy).toHaveBeenCalledWith(subject)
      mocks.restoreAllMocks()
    },
  },
  {
    name: 'replaces the console, logs to it and restores it',
    body({ mocks }) {
      const subject = new Subject()
      mocks.spyOn(console, 'warn').mockImplementation(() => subject.read())
      console.warn(subject)
      mocks.restoreAllMocks()
    },
  },
  {
    name: 'runs fake timers to their end',
    body({ mocks }) {
      mocks.useFakeTimers()
      const subject = new Subject()
      setTimeout(() => subject.read(), 60_000)
      setTimeout(() => subject.read(), 120_000)
      mocks.advanceTimersByTime(60_000)
      mocks.runAllTimers()
      mocks.useRealTimers()
    },
  },
  {
    name: 'clears fake timers',
    async body({ mocks }) {
      mocks.useFakeTimers()
      const subject = new Subject()
      setInterval(() => subject.read(), 60_000)
      mocks.clearAllTimers()
      mocks.useRealTimers()
      await new Promise((resolve) => setImmediate(resolve))
    },
  },
  {
    name: 'asserts on instances',
    body({ expect }) {
      const subject = new Subject()
      expect(subject).toBe(subject)
      expect(subject).toEqual(new Subject())
      expect(subject).not.toStrictEqual({ ...subject })
      expect({ subject }).toMatchObject({ subject: expect.any(Subject) })
      expect(subject).toEqual(expect.objectContaining({ name: 'subject' }))
      expect([subject, 1]).toEqual(expect.arrayContaining([subject]))
      expect([subject]).toContain(subject)
      expect(subject).toHaveProperty('name', 'subject')
      expect(() => subject.fail()).toThrow('subject failed')
    },
  },
  {
    name: 'catches assertions that fail',
    body({ expect }) {
      const assertions = [
        () => expect(new Subject()).toEqual(new Subject('other')),
        () => expect(new Subject()).not.toBeInstanceOf(Subject),
        () => expect({ subject: new Subject() }).toMatchObject({ subject: 1 }),
        () => expect(() => new Subject().fail()).not.toThrow(),
      ]
      for (const assertion of assertions)
        try {
          assertion()
        } catch (error) {
          String(error)
        }
    },
  },
  {
    name: 'catches assertions that fail, after an await',
    async body({ expect }) {
      const subject = await Promise.resolve(new Subject())
      try {
        expect(subject).toBe(new Subject())
      } catch {
        // on purpose
      }
    },
  },
  {
    name: 'asserts on what promises settle with',
    async body({ expect }) {
      expect(await Promise.resolve(new Subject())).toBeInstanceOf(Subject)
      const failing = Promise.reject(new Error('no', { cause: new Subject() }))
      expect(await failing.catch((error: Error) => error.message)).toBe('no')
    },
  },
  {
    // Vitest keeps what was given to such an `expect` until the test ends, and the failure says so
    only: 'jest',
    name: 'gives promises to an assertion',
    async body({ expect }) {
      await expect(Promise.resolve(new Subject())).resolves.toBeInstanceOf(Subject)
      await expect(Promise.reject(new Error('no', { cause: new Subject() }))).rejects.toThrow('no')
    },
  },
]
