/** A process of its own that reads one snapshot of `benchmarks/heaps/make-heap.ts`: `read-large-file.ts <file>`. Prints LargeFileFigures. */
import { readSnapshot } from '@toleak/core'
import type { LargeFileFigures } from './large-files.ts'

const start = performance.now()
const graph = readSnapshot(process.argv[2])
const read = performance.now()
const sessions = graph.instancesOf('Session').length
const begun = performance.now()
const text = graph.explain(graph.instancesOf('BenchmarkTarget')).toText()
const explained = performance.now()
console.log(
  JSON.stringify({
    nodes: graph.size,
    edges: graph.edgeCount,
    sessions,
    text,
    readSeconds: (read - start) / 1000,
    explainSeconds: (explained - begun) / 1000,
    peakBytes: process.resourceUsage().maxRSS * 1024,
  } satisfies LargeFileFigures),
)
