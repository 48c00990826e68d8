import type { LeakCase } from '../../leak-case.ts'

class Upload {
  readonly bytes = 4096
}

// culprit
let wifi: Promise<Upload>

async function uploadByCable(): Promise<Upload> {
  return Promise.resolve(new Upload())
}

export const leakCase: LeakCase = {
  target: Upload,
  before() {
    wifi = new Promise(() => {})
  },
  async leaking() {
    void Promise.allSettled([uploadByCable(), wifi])
  },
  async fixed() {
    void Promise.allSettled([uploadByCable()])
  },
  root: 'module leaks/promises/all-settled.ts',
  says: ['`wifi`', 'Promise.allSettled', '[0]', '.value'],
  cut: 'Promise.allSettled',
  advice: 'keeps what it has so far',
}
