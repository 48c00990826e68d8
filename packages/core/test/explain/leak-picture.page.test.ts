import { JSDOM } from 'jsdom'
import { expect, test } from 'vitest'
import { findLeaks } from '../../src/check/find-leaks.ts'

const { window } = new JSDOM('<main></main>')
const removed: Element[] = []

test('elements that leaked are drawn once each, as people write them, without the halves that jsdom makes them of', () => {
  const { graph } = findLeaks(() => {
    const panel = window.document.createElement('section')
    panel.append(window.document.createElement('button'))
    removed.push(panel)
  }, window.HTMLElement)

  const survivors = [...graph].filter(({ role }) => role === 'survivor')
  expect(survivors.map(({ label, preview }) => [label, preview])).toEqual(
    expect.arrayContaining([
      ['<section>, detached from the document', undefined],
      ['HTMLButtonElement', '<button>, detached from the document'],
    ]),
  )
  const keys = new Set(survivors.map(({ key }) => key))
  const between = graph.edges().filter(({ from }) => keys.has(from))
  expect(between.map(({ label }) => label)).toEqual(['.childNodes[0]'])
})
