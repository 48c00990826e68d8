import { afterEach, expect, test } from 'vitest'
import { stepsOfLeak } from '../../fixtures/edges-of-leak.ts'

class State {
  readonly count = 0
}

const observed: object[] = []
afterEach(() => {
  observed.length = 0
})

const tripped: string[] = []
const traps = new Proxy({} as ProxyHandler<State>, {
  get: (_, trap) => () => {
    tripped.push(String(trap))
    throw new Error(`the trap ${String(trap)} was run`)
  },
})

test('the target of a Proxy is named without one of its traps being run', () => {
  const steps = stepsOfLeak(() => void observed.push(new Proxy(new State(), traps)), State)
  expect(steps.slice(-2).map(({ label }) => label)).toEqual(['Proxy', 'State'])
  expect(steps.at(-1)?.edge).toBe('target')
  expect(tripped).toEqual([])
})

test('and its handler', () => {
  class Recorder implements ProxyHandler<object> {
    reads = 0

    has(): boolean {
      return this.reads++ > 0
    }
  }
  expect(stepsOfLeak(() => void observed.push(new Proxy({}, new Recorder())), Recorder).at(-1)?.edge).toBe(
    'handler',
  )
})
