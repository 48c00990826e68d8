import type { LeakCase } from '../../leak-case.ts'

class Menu {
  open = true

  handleEvent(event: Event): void {
    this.open = event.type !== 'blur'
  }
}

// culprit
const page = new EventTarget()

export const leakCase: LeakCase = {
  target: Menu,
  leaking() {
    page.addEventListener('blur', new Menu())
  },
  fixed() {
    const menu = new Menu()
    page.addEventListener('blur', menu)
    page.removeEventListener('blur', menu)
  },
  root: 'module leaks/listeners/handle-event.ts',
  says: ['`page`', 'EventTarget', 'event "blur"'],
  cut: 'event "blur"',
  advice: 'removeEventListener("blur", listener)',
}
