import { Readable } from 'node:stream'
import { parse } from 'heap-snapshot-toolkit'
import type { Heap } from '../../src/heap/heap.ts'
import { UNREACHABLE } from '../../src/heap/distances.ts'
import { NO_NODE } from '../../src/heap/node-index.ts'

/** The figures that a heap gives of each node. index: node */
export interface Figures {
  readonly shallowSize: ArrayLike<number>
  readonly distance: ArrayLike<number>
  readonly immediateDominator: ArrayLike<number>
  readonly retainedSize: ArrayLike<number>
}

export const FIGURES = ['shallowSize', 'distance', 'immediateDominator', 'retainedSize'] as const

/** What our code says. */
export function ourFigures(heap: Heap): Figures {
  const { shallowSize, distance, retainedSize, dominators } = heap
  return { shallowSize, distance, retainedSize, immediateDominator: dominators.immediateDominator }
}

/** What heap-snapshot-toolkit leaves to be read of DevTools' own JSHeapSnapshot. */
interface JSHeapSnapshot {
  readonly nodeCount: number
  readonly nodeDistances: Int32Array
  readonly dominatorsTree: Uint32Array
  readonly retainedSizes: Float64Array
  readonly nodes: { getValue(index: number): number }
  readonly nodeFieldCount: number
  readonly nodeSelfSizeOffset: number
}

/** What Chrome DevTools' code says of the same snapshot, its sentinels put into our words. */
export async function devtoolsFigures(chunks: Iterable<Uint8Array>): Promise<Figures> {
  const text = new TextDecoder()
  const texts = function* () {
    for (const chunk of chunks) yield text.decode(chunk, { stream: true })
  }
  const stream = Readable.toWeb(Readable.from(texts()))
  const snapshot = (await parse(stream as ReadableStream)) as unknown as JSHeapSnapshot
  const { nodes, nodeCount, nodeFieldCount, nodeSelfSizeOffset } = snapshot
  return {
    shallowSize: Float64Array.from({ length: nodeCount }, (_, node) =>
      nodes.getValue(node * nodeFieldCount + nodeSelfSizeOffset),
    ),
    distance: Uint32Array.from(snapshot.nodeDistances, (distance) => (distance < 0 ? UNREACHABLE : distance)),
    immediateDominator: Int32Array.from(snapshot.dominatorsTree, (node) => (node < 0 ? NO_NODE : node)),
    retainedSize: snapshot.retainedSizes,
  }
}

/** How many nodes differ, by figure; and the first of them, to look at. */
export interface Differences {
  readonly counts: Record<keyof Figures, number>
  /** `distance of node 7 ("x" @3): 4, not 3` */
  readonly first: string | undefined
}

/** Node by node. */
export function differences(heap: Heap, ours: Figures, theirs: Figures): Differences {
  const counts = { shallowSize: 0, distance: 0, immediateDominator: 0, retainedSize: 0 }
  let first: string | undefined
  for (const figure of FIGURES) {
    for (let node = 0; node < heap.nodeCount; node++) {
      if (ours[figure][node] === theirs[figure][node]) continue
      counts[figure]++
      const label = `"${heap.name(node)}" @${heap.id(node)}`
      first ??= `${figure} of node ${node} (${label}): ${ours[figure][node]}, not ${theirs[figure][node]}`
    }
  }
  return { counts, first }
}
