import type { LeakCase } from '../../leak-case.ts'

class State {
  readonly count = 0
}

// culprit
const observed: State[] = []

function observe(state: State): State {
  return new Proxy(state, {
    get() {
      throw new Error('a property was read')
    },
    getPrototypeOf() {
      throw new Error('the prototype was read')
    },
  })
}

export const leakCase: LeakCase = {
  target: State,
  leaking() {
    observed.push(observe(new State()))
  },
  fixed() {
    observed.push(observe(new State()))
    observed.pop()
  },
  root: 'module leaks/proxies/proxy-target.ts',
  says: ['`observed`', 'Proxy', 'target'],
  cut: /\[\d+\] of Array `observed`/,
}
