import type { LeakCase } from '../../leak-case.ts'

class Refusal extends Error {
  readonly server = 'mirror 1'
}

// culprit
let slowMirror: Promise<void>
let answer = () => {}

async function fastMirror(): Promise<void> {
  await Promise.resolve()
  throw new Refusal()
}

export const leakCase: LeakCase = {
  target: Refusal,
  before() {
    slowMirror = new Promise((resolve) => (answer = resolve))
  },
  async leaking() {
    void Promise.any([fastMirror(), slowMirror])
  },
  async fixed() {
    void Promise.any([fastMirror(), slowMirror])
    answer()
  },
  root: 'module leaks/promises/any.ts',
  says: [/`slowMirror`|`answer`/, 'Promise.any', '[0]'],
  cut: 'Promise.any',
  advice: 'keeps what it has so far',
}
