import { finished, PassThrough } from 'node:stream'
import type { LeakCase } from '../../leak-case.ts'

class Download {
  complete = false
}

const body = new PassThrough()

function completeWith(download: Download): () => void {
  // culprit
  return finished(body, function complete() {
    download.complete = true
  })
}

export const leakCase: LeakCase = {
  target: Download,
  leaking() {
    completeWith(new Download())
  },
  fixed() {
    const forget = completeWith(new Download())
    forget()
  },
  root: 'module leaks/streams/finished.ts',
  says: ['`body`', 'PassThrough', /event "\w+"/, 'complete', '`download`'],
  cut: /event "\w+"|callback/,
}
