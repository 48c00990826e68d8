import { setFlagsFromString, writeHeapSnapshot } from 'node:v8'
import { CaptureError } from '../errors.ts'
import { openInspector } from './inspector.ts'
import type { LiveFacts } from './live-facts.ts'
import { liveFactsBy } from './live-facts.ts'

/** V8 notes the call stack of each object that is created, until `stop`. */
export interface AllocationTracking {
  /**
   * Writes a snapshot that tells for each object born meanwhile in which calls it was created; without any such traces if another
   * inspector session has ended since, since V8 stops tracking then. To a file, because V8 reads its records of the calls while it writes
   * them out: a stream's JavaScript would add to them meanwhile.
   *
   * @throws CaptureError if the file cannot be written
   */
  readonly writeSnapshot: (file: string) => void
  /** What the live isolate adds to that snapshot; void after `stop`. Whoever asks is tracked, too, and so slow. */
  readonly facts: LiveFacts
  /** Ends it, if it has not ended. Until then a timer of V8's keeps the process alive. */
  readonly stop: () => void
}

/**
 * Begins to track allocations.
 *
 * @throws CaptureError if the inspector is missing or refuses
 *
 * Cost until it is stopped: each allocation walks the stack; where the event loop turns, V8 collects garbage and numbers all objects
 * every 50 ms.
 */
export function trackAllocations(): AllocationTracking {
  const { post, listen, close } = openInspector('track allocations')
  // V8 loses the record of what a compacting collection moves (seen on Node 20 to 26)
  setFlagsFromString('--no-compact')
  let isOn = true
  const end = () => {
    isOn = false
    setFlagsFromString('--compact')
    close()
  }
  try {
    post('HeapProfiler.startTrackingHeapObjects', { trackAllocations: true })
  } catch (error) {
    end()
    throw error
  }
  return {
    writeSnapshot(file) {
      // what was logged meanwhile is kept by the session
      post('Runtime.discardConsoleEntries')
      try {
        writeHeapSnapshot(file, { exposeNumericValues: true })
      } catch (cause) {
        const found = cause instanceof Error ? cause.message : String(cause)
        throw new CaptureError(
          `Cannot track allocations: ${found} on writing ${file}, expected a file this process may write to. Set TMPDIR to a folder with room for a snapshot.`,
          { cause },
        )
      }
    },
    facts: liveFactsBy(post, listen),
    stop() {
      if (!isOn) return
      post('Runtime.discardConsoleEntries')
      // not stopTrackingHeapObjects, which takes a snapshot
      end()
    },
  }
}
