import { createInterface } from 'node:readline'
import { PassThrough } from 'node:stream'
import type { LeakCase } from '../../leak-case.ts'

class History {
  lines: string[] = []
}

const terminal = new PassThrough()

function remember(history: History): () => void {
  const lines = createInterface({ input: terminal })
  // culprit
  lines.on('line', function add(line) {
    history.lines.push(line)
  })
  return () => lines.close()
}

export const leakCase: LeakCase = {
  target: History,
  leaking() {
    remember(new History())
  },
  fixed() {
    const close = remember(new History())
    close()
  },
  root: 'module leaks/handles/readline.ts',
  says: ['`terminal`', 'PassThrough', 'Interface', 'event "line"', 'add', '`history`'],
  cut: /event "/,
  // Node's own objects are of unknown birth under Jest, which has a realm of its own
  advice: { jest: 'off("line", listener)' },
}
