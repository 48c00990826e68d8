import type { LeakCase } from '../../leak-case.ts'

class Ticket {
  readonly name = 'train'
}

interface Counter {
  count(thing: object): number
}

interface Watcher {
  reload(): Counter
}

/** Somebody keeps a function of the module that was there before it was loaded again. */
let count: Counter['count']

export const leakCase: LeakCase = {
  target: Ticket,
  async before() {
    // @ts-expect-error plain JavaScript
    const { reload } = ((await import('../../programs/reload.cjs')) as { default: Watcher }).default
    count = reload().count
    reload()
  },
  leaking() {
    count(new Ticket())
  },
  fixed() {
    count({ name: new Ticket().name })
  },
  root: /module programs\/counter.cjs \((?:generation \d+|one) of the \d+ .*alive\)/,
  says: ['`counted`'],
  cut: /\[\d+\] of Array `counted`/,
  file: 'programs/counter.cjs',
}
