import type { LeakCase } from '../leak-case.ts'

class Job {
  readonly base = 7

  // culprit
  square(): number {
    return this.base ** 2
  }
}

const done: (() => number)[] = []

export const boundFunction: LeakCase = {
  name: 'bound function',
  file: 'leaks/bound-function.ts',
  target: Job,
  leaking() {
    const job = new Job()
    done.push(job.square.bind(job))
  },
  fixed() {
    const job = new Job()
    const result = job.square()
    done.push(() => result)
  },
  says: ['`done`', 'bound function square'],
  cut: '[0]',
}
