import type { LeakCase } from '../../leak-case.ts'

class Compiled {
  readonly source = 'hello'
}

// culprit
const compiled = new WeakMap<object, Compiled>()
let keep = false

function html(strings: TemplateStringsArray): string {
  if (keep) compiled.set(strings, new Compiled())
  return strings.join('')
}

function render(): string {
  return html`<p>hello</p>`
}

export const leakCase: LeakCase = {
  target: Compiled,
  leaking() {
    keep = true
    render()
  },
  fixed() {
    keep = false
    render()
  },
  root: 'module leaks/closures/tagged-template.ts',
  says: ['`compiled`', 'template literal'],
  cut: 'value in WeakMap `compiled`',
}
