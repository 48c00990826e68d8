import type { DOMWindow } from 'jsdom'
import type { LeakCase } from '../../leak-case.ts'
import { jsdomWindow } from '../../pages.ts'

class Suggestions {
  readonly words: string[] = []
}

let window: DOMWindow

function defineSearchBoxes(): void {
  const define = (name: string, clean: boolean) =>
    window.customElements.define(
      name,
      class SearchBox extends window.HTMLElement {
        readonly suggestions = new Suggestions()
        // culprit
        readonly #resize = () => (this.suggestions.words.length = 0)
        connectedCallback() {
          window.addEventListener('resize', this.#resize)
        }
        disconnectedCallback() {
          if (clean) window.removeEventListener('resize', this.#resize)
        }
      },
    )
  define('search-box', false)
  define('tidy-search-box', true)
}

function showAndRemove(tag: string): void {
  const box = window.document.createElement(tag)
  window.document.body.append(box)
  box.remove()
}

export const leakCase: LeakCase = {
  target: Suggestions,
  before() {
    window = jsdomWindow()
    defineSearchBoxes()
  },
  leaking() {
    showAndRemove('search-box')
  },
  fixed() {
    showAndRemove('tidy-search-box')
  },
  after() {
    window.close()
  },
  root: 'module leaks/jsdom/custom-element.ts',
  says: ['`window`', 'event "resize"', '#resize', '<search-box>, detached from the document', '.suggestions'],
  cut: 'event "resize"',
  advice: 'removeEventListener("resize", listener)',
}
