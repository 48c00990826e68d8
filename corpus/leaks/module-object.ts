import type { LeakCase } from '../leak-case.ts'

class Page {
  readonly title = 'Home'
}

// culprit
const pages: { home?: Page } = {}

export const moduleObject: LeakCase = {
  name: 'module-level plain object',
  file: 'leaks/module-object.ts',
  target: Page,
  leaking() {
    pages.home = new Page()
  },
  fixed() {
    pages.home = new Page()
    pages.home = undefined
  },
  says: ['`pages`', '.home'],
  cut: '.home',
}
