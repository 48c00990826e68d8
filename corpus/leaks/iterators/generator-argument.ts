import type { LeakCase } from '../../leak-case.ts'

class Catalogue {
  readonly pages = ['a', 'b']
}

let browsing: Iterator<string> | undefined

function* pagesOf(catalogue: Catalogue): Generator<string> {
  for (const page of catalogue.pages) {
    // culprit
    yield page
    if (catalogue.pages.length === 0) return
  }
}

export const leakCase: LeakCase = {
  target: Catalogue,
  leaking() {
    browsing = pagesOf(new Catalogue())
    browsing.next()
  },
  fixed() {
    browsing = pagesOf(new Catalogue())
    browsing.next()
    browsing = undefined
  },
  root: 'module leaks/iterators/generator-argument.ts',
  says: ['`browsing`', 'generator pagesOf', '`catalogue`', 'suspended'],
  cut: '`browsing`',
  advice: 'keeps the last value of `catalogue`',
}
