import { setTimeout as pause } from 'node:timers/promises'
import type { ContractCase } from './case.ts'
import { fails, passes } from './case.ts'

interface Element {
  append(...children: Element[]): void
  remove(): void
  addEventListener(event: string, listener: () => void): void
}

/** The part of jsdom's globals that the cases need; the DOM's own types would reach every other file. */
declare const document: { createElement(tag: string): Element; readonly body: Element }
declare const HTMLElement: abstract new () => Element
declare const HTMLDivElement: typeof HTMLElement

/** What is put here stays alive. */
const kept: Element[] = []

const quiet = { artifacts: false }

/** Elements of a jsdom environment: jsdom's code makes them, in its own realm, on prototypes of the test's realm. */
export const elements: readonly ContractCase[] = [
  fails('kept elements are HTMLElements', /2 instances of HTMLElement are .* returned/, (expect) => {
    expect(() => {
      kept.push(document.createElement('div'))
      document.body.append(document.createElement('span'))
    }).not.toLeak(HTMLElement, quiet)
  }),
  fails(
    'kept divs, but not spans, are HTMLDivElements',
    /2 instances of HTMLDivElement are .* settled/,
    async (expect) => {
      await expect(async () => {
        kept.push(document.createElement('div'), document.createElement('span'))
        await pause(1)
        kept.push(document.createElement('div'))
      }).not.toLeak(HTMLDivElement, quiet)
    },
  ),
  passes('dropped elements do not count', async (expect) => {
    const visit = () => {
      const element = document.createElement('div')
      element.append(document.createElement('span'))
      element.addEventListener('click', () => element.remove())
      document.body.append(element)
      element.remove()
    }
    expect(visit).not.toLeak(HTMLElement)
    await expect(async () => {
      visit()
      await pause(1)
      visit()
    }).not.toLeak(HTMLElement)
  }),
]
