// Writes heap snapshots of a small program: `<prefix>-plain` and, with its allocations traced, `<prefix>-traced`.
import { writeFileSync } from 'node:fs'
import { Session } from 'node:inspector'
import { writeHeapSnapshot } from 'node:v8'

class Job {
  constructor(value) {
    this.value = value
  }
}
const prefix = process.argv[2]
globalThis.jobs = new Map([['one', new Job(1)]])
globalThis.table = new WeakMap([[globalThis.jobs, () => new Job(3)]])
writeHeapSnapshot(`${prefix}-plain.heapsnapshot`)

const session = new Session()
session.connect()
session.post('HeapProfiler.startTrackingHeapObjects', { trackAllocations: true })
globalThis.later = Array.from({ length: 3 }, (_, i) => new Job(i))
const chunks = []
session.on('HeapProfiler.addHeapSnapshotChunk', ({ params }) => chunks.push(params.chunk))
// hands over a snapshot, too
session.post('HeapProfiler.stopTrackingHeapObjects')
session.disconnect()
writeFileSync(`${prefix}-traced.heapsnapshot`, chunks.join(''))
