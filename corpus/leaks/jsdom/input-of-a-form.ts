import type { DOMWindow } from 'jsdom'
import type { LeakCase } from '../../leak-case.ts'
import { jsdomWindow } from '../../pages.ts'

class Order {
  submitted = false
}

let window: DOMWindow
// culprit
let lastInput: HTMLInputElement | null = null

function showForm(order: Order): HTMLFormElement {
  const form = window.document.createElement('form')
  form.innerHTML = '<p><input name="street"></p>'
  form.addEventListener('submit', () => (order.submitted = true))
  window.document.body.append(form)
  lastInput = form.querySelector('input')
  return form
}

/** Ready for whoever brings the form back. */
export const focusAgain = () => lastInput?.focus()

export const leakCase: LeakCase = {
  target: Order,
  before() {
    window = jsdomWindow()
  },
  leaking() {
    const form = showForm(new Order())
    form.remove()
  },
  fixed() {
    const form = showForm(new Order())
    form.remove()
    lastInput = null
  },
  after() {
    window.close()
  },
  root: 'module leaks/jsdom/input-of-a-form.ts',
  says: ['`lastInput`', '<input>, detached from the document', '<form>', 'event "submit"', '`order`'],
  cut: '`lastInput`',
}
