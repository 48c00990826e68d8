import type { LeakCase } from '../../leak-case.ts'

class Recording {
  readonly seconds = 3
}

// culprit
const samples: Float32Array & { source?: Recording } = new Float32Array(64)

export const leakCase: LeakCase = {
  target: Recording,
  leaking() {
    samples.source = new Recording()
  },
  fixed() {
    samples.source = new Recording()
    delete samples.source
  },
  root: 'module leaks/properties/typed-array.ts',
  says: ['`samples`', 'Float32Array', '.source'],
  cut: '.source of Float32Array `samples`',
}
