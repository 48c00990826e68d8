import { EventEmitter, once } from 'node:events'
import type { LeakCase } from '../../leak-case.ts'

class Backup {
  finished = false
}

const disk = new EventEmitter()

async function backUp(signal?: AbortSignal): Promise<void> {
  const backup = new Backup()
  // culprit
  await once(disk, 'idle', { signal })
  backup.finished = true
}

export const leakCase: LeakCase = {
  target: Backup,
  async leaking() {
    void backUp()
  },
  async fixed() {
    const stop = new AbortController()
    const backingUp = backUp(stop.signal)
    stop.abort()
    await backingUp.catch(() => {})
  },
  root: 'module leaks/listeners/events-once.ts',
  says: ['`disk`', /event "(idle|error)"/, 'async function backUp', 'local variable `backup`', 'suspended'],
  cut: /`backup`|listener|`await` of async function backUp/,
  advice: /keeps the last value of `backup`|off\(/,
}
