/** Reads a snapshot again and again, as a worker with several failures does, everything of the one before collected. */
import { getHeapSnapshot, setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { Heap } from '../../src/heap/heap.ts'
import { reachable } from '../../src/heap/traversal.ts'
import { parseSnapshot } from '../../src/heapsnapshot/parse.ts'

const chunks: Uint8Array[] = []
for await (const chunk of getHeapSnapshot()) chunks.push(chunk as Uint8Array)

setFlagsFromString('--expose-gc')
const gc = runInNewContext('gc') as () => void
for (let round = 0; round < 8; round++) {
  const heap = new Heap(parseSnapshot(chunks))
  if (reachable(heap).size < 1000) throw new Error('expected a whole heap')
  // in turns of their own: what a running function has is not collected
  await new Promise((resolve) => setImmediate(resolve))
  gc()
  gc()
}
