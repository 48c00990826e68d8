import type { LeakCase } from '../../leak-case.ts'

class Ticket {
  readonly name = 'train'
}

interface Counter {
  count(thing: object): number
}

/** Somebody keeps a function of the module that was there before it was loaded again. */
let count: Counter['count']

async function reload(): Promise<Counter> {
  const version = performance.now()
  return (await import(`../../programs/counter.ts?version=${version}`)) as Counter
}

export const leakCase: LeakCase = {
  target: Ticket,
  async before() {
    count = (await reload()).count
    await reload()
  },
  leaking() {
    count(new Ticket())
  },
  fixed() {
    count({ name: new Ticket().name })
  },
  root: /^\s*GC root: stale module programs\/counter.ts \(generation \d+ of the \d+ that are alive\)/,
  says: ['`counted`'],
  cut: /\[\d+\] of Array `counted`/,
  file: 'programs/counter.ts',
}
