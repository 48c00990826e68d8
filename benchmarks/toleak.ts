/** The parts of toleak that are measured; the one place that says where they come from. */
export { takeSnapshot } from '../packages/core/src/capture/snapshot.ts'
export { diffHeaps } from '../packages/core/src/heap/diff.ts'
export { NO_EDGE } from '../packages/core/src/heap/ephemerons.ts'
export { Heap } from '../packages/core/src/heap/heap.ts'
export { retainingPaths } from '../packages/core/src/heap/retaining-paths.ts'
export { parseSnapshot } from '../packages/core/src/heapsnapshot/parse.ts'
export { readSnapshotFile } from '../packages/core/src/heapsnapshot/read-file.ts'
