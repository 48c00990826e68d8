import { anchor } from '../capture/anchor.ts'
import { LiveObjects } from '../capture/live-objects.ts'
import { takeSnapshot } from '../capture/snapshot.ts'
import { Heap } from '../heap/heap.ts'
import { withoutNodes } from '../heap/restrict.ts'
import { parseSnapshot } from '../heapsnapshot/parse.ts'
import { OWN_FOLDER } from '../here.ts'
import { findAnchor } from './find-anchor.ts'
import { HeapGraph } from './heap-graph.ts'
import { isInRepl, learnFacts } from './learnt-facts.ts'
import { findOwnNodes } from './own-nodes.ts'

/** Graphs are compared by V8's numbers of their objects, so only the first may change them. */
let isFirst = true

/**
 * The graph of all objects that are alive in the running isolate now, in every realm of it. Without toleak's own: its functions, the
 * graphs it gave before, and all that only these hold.
 *
 * @throws CaptureError if V8 writes no snapshot, or one that does not show what is known to be alive
 *
 * Cost: V8 collects garbage, stops the program and writes the heap, which makes most of it; then three passes over the bytes. 0.3 s for
 * 85,000 nodes, 5 s for 1.5 million.
 */
export function snapshot(): HeapGraph {
  const witness = anchor()
  const heap = new Heap(parseSnapshot(takeSnapshot({ numbersAnew: isFirst })))
  isFirst = false
  const witnessNode = findAnchor(heap, witness)
  const own = findOwnNodes(heap, (path) => path.startsWith(OWN_FOLDER), witnessNode)
  const live = new LiveObjects(witness, heap.id(witnessNode))
  const rest = new Heap(withoutNodes(heap.columns, own))
  return new HeapGraph(rest, live, isInRepl() ? learnFacts(rest, live) : undefined)
}
