import type { LeakCase } from '../leak-case.ts'

class Upload {
  readonly sentBytes = 0
}

// culprit
const runningUploads = new Set<Upload>()

export const moduleSet: LeakCase = {
  name: 'module-level Set',
  file: 'leaks/module-set.ts',
  target: Upload,
  leaking() {
    const upload = new Upload()
    runningUploads.add(upload)
  },
  fixed() {
    const upload = new Upload()
    runningUploads.add(upload)
    runningUploads.delete(upload)
  },
  says: ['`runningUploads`', 'Set'],
  cut: 'Set',
}
