import type { LeakCase } from '../../leak-case.ts'

class Download {
  attempts = 0
}

const network = new EventTarget()

function retryWhenOnline(download: Download): () => void {
  // culprit
  const retry = () => download.attempts++
  network.addEventListener('online', retry)
  return () => network.removeEventListener('online', retry)
}

export const leakCase: LeakCase = {
  target: Download,
  leaking() {
    retryWhenOnline(new Download())
  },
  fixed() {
    const stop = retryWhenOnline(new Download())
    stop()
  },
  root: 'module leaks/listeners/event-target.ts',
  says: ['`network`', 'event "online"', 'retry', '`download`'],
  cut: 'event "online"',
  advice: 'removeEventListener("online", listener)',
}
