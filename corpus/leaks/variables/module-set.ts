import type { LeakCase } from '../../leak-case.ts'

class Upload {
  readonly sentBytes = 0
}

// culprit
const runningUploads = new Set<Upload>()

export const leakCase: LeakCase = {
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
  root: 'module leaks/variables/module-set.ts',
  says: ['`runningUploads`', 'Set'],
  cut: 'Set',
}
