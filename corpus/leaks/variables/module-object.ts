import type { LeakCase } from '../../leak-case.ts'

class Page {
  readonly title = 'Home'
}

// culprit
const pages: { home?: Page } = {}

export const leakCase: LeakCase = {
  target: Page,
  leaking() {
    pages.home = new Page()
  },
  fixed() {
    pages.home = new Page()
    pages.home = undefined
  },
  root: 'module leaks/variables/module-object.ts',
  says: ['`pages`', '.home'],
  cut: '.home',
}
