import type { LeakCase } from '../../leak-case.ts'

class TemporaryFile {
  removed = false
}

function removeAtExit(file: TemporaryFile): () => void {
  // culprit
  const remove = () => (file.removed = true)
  process.on('exit', remove)
  return () => process.off('exit', remove)
}

export const leakCase: LeakCase = {
  target: TemporaryFile,
  leaking() {
    removeAtExit(new TemporaryFile())
  },
  fixed() {
    const keep = removeAtExit(new TemporaryFile())
    keep()
  },
  root: /process|globalThis/,
  says: ['process', 'event "exit"', 'remove', '`file`'],
  cut: 'event "exit"',
  advice: 'off("exit", listener)',
}
