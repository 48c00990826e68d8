import { JSDOM } from 'jsdom'
import { expect, test } from 'vitest'
import { findLeaks } from '../../src/check/find-leaks.ts'
import { LeakReport } from '../../src/check/leak-report.ts'

class Order {
  readonly price = 12
}
const basket: Order[] = []

const clean = findLeaks(() => void new Order(), Order, undefined, { testName: 'buys' })
const leaky = findLeaks(() => void basket.push(new Order()), Order, undefined, {
  testName: 'buys <nothing>',
  projectRoot: import.meta.dirname,
})

test('the same leak as text, as a flowchart and as a section of HTML', () => {
  expect(leaky.toText()).toMatch(/╰▶ Order {2}@\d+ {2}\{ price: 12 \}/)
  expect(leaky.toMermaid()).toContain('["Order<br/>#123; price#58; 12 #125;"]:::survivor')

  const section = new JSDOM(leaky.toHtml()).window.document.querySelector('section.toleak-report')!
  expect(section.querySelector('h2')!.textContent).toBe(
    '1 instance of Order is still alive after fn() returned (before: 0).',
  )
  expect(section.querySelector('p.test')!.textContent).toBe('buys <nothing>')
  expect(section.querySelector('li:last-child .preview')!.textContent).toBe('{ price: 12 }')
  expect(section.querySelectorAll('figure svg .survivor > title')).toHaveLength(1)
})

test('a picture that is there already is not drawn again', () => {
  expect(leaky.toHtml({ svg: '<svg class="given"></svg>' })).toContain('<figure>\n<svg class="given"></svg>')
})

test('nothing to draw when nothing leaked', () => {
  expect(clean.toText()).toBe(
    'No instance of Order that fn() created is alive after fn() returned (before: 0).',
  )
  expect(clean.toMermaid()).toContain('nothing is still alive')
  expect(clean.toHtml()).toContain('<h2>No instance of Order')
  expect(clean.toHtml()).not.toContain('<figure>')
})

test('what no reference explains is said in text and HTML', () => {
  const unexplained = new LeakReport({ ...leaky, leakedCount: 3 })
  const sentence =
    '2 of them are alive although no reference in the heap snapshot leads there: native code may hold on.'
  expect(unexplained.toText()).toContain(sentence)
  expect(unexplained.toHtml({ svg: '' })).toContain(`<p class="note">${sentence}</p>`)
})
