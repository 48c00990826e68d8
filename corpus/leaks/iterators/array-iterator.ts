import type { LeakCase } from '../../leak-case.ts'

class Slide {
  readonly title = 'Intro'
}

// culprit
let show: Iterator<Slide> | undefined

export const leakCase: LeakCase = {
  target: Slide,
  leaking() {
    show = [new Slide()][Symbol.iterator]()
  },
  fixed() {
    show = [new Slide()][Symbol.iterator]()
    show.next()
    show = undefined
  },
  root: 'module leaks/iterators/array-iterator.ts',
  says: ['`show`', 'Array Iterator', 'iterates over', '[0]'],
  cut: '`show`',
}
