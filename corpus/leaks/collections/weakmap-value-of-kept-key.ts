import type { LeakCase } from '../../leak-case.ts'

class Layout {
  readonly element: object
  constructor(element: object) {
    this.element = element
  }
}

interface Element {
  readonly tag: string
}

// culprit
const page: Element[] = []
const layouts = new WeakMap<Element, Layout>()

function append(tag: string): void {
  const element = { tag }
  page.push(element)
  layouts.set(element, new Layout(element))
}

export const leakCase: LeakCase = {
  target: Layout,
  leaking() {
    append('p')
  },
  // a value that refers to its own key keeps neither
  fixed() {
    append('p')
    page.pop()
  },
  root: 'module leaks/collections/weakmap-value-of-kept-key.ts',
  says: ['`page`', 'value in WeakMap `layouts`'],
  cut: /\[\d+\] of Array `page`/,
}
