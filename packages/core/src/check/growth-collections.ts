import type { Heap } from '../heap/heap.ts'
import { NO_NODE } from '../heap/node-index.ts'
import type { NodeSet } from '../heap/node-set.ts'
import { isUserLevel } from '../explain/labels.ts'
import type { Growth, Interval } from './growth.ts'

/** A collection that was there all the time and got longer with every run. */
export interface LongerCollection {
  /** Its node in the last heap. */
  readonly node: number
  /** Entries that came in all intervals together. */
  readonly gained: number
}

/**
 * The arrays, Maps, Sets and objects in which entries without a kind of their own pile up: strings, mostly, as the keys of a cache. V8 shows
 * no entry for a small number in an array, Map or Set, and none for an array of numbers: these are not seen.
 *
 * @param isTold whether an entry is told already, being of a kind that grew
 *
 * Cost: the references of what has more of them than runs; linear.
 */
export function longerCollections(
  {
    heap,
    tree,
    runs,
  }: Pick<Growth, 'heap' | 'runs'> & { readonly tree: { readonly alive: Pick<NodeSet, 'has'> } },
  intervals: readonly Interval[],
  isTold: (node: number) => boolean,
): LongerCollection[] {
  const { nodeType, firstEdge } = heap.columns
  const object = heap.nodeTypeOf('object')
  const found: LongerCollection[] = []
  for (let node = 0; node < heap.nodeCount; node++) {
    if (nodeType[node] !== object) continue
    const degree = firstEdge[node + 1] - firstEdge[node]
    if (degree <= runs && heap.follow(node, 'table') === NO_NODE) continue
    if (!tree.alive.has(node) || !isUserLevel(heap, node)) continue
    const gained = gainOf(heap, intervals, node, isTold)
    if (gained !== undefined) found.push({ node, gained })
  }
  return found
}

/**
 * Entries that came to a collection in all intervals together, at least one for each run of each.
 *
 * @returns undefined if it was not there all the time, or an interval brought fewer
 */
export function gainOf(
  heap: Heap,
  intervals: readonly Interval[],
  node: number,
  isTold?: (entry: number) => boolean,
): number | undefined {
  const now = entryCount(heap, node, isTold)
  if (now < intervals[0].runs) return undefined
  const before = intervals.map(({ earlier }) => {
    const twin = earlier.nodeById(heap.id(node))
    return twin === NO_NODE ? Infinity : entryCount(earlier, twin)
  })
  // what is told now was no entry before the first interval, and is left out of none
  const later = [...before.slice(1), now]
  const isLonger = intervals.every(({ runs }, index) => later[index] - before[index] >= runs)
  return isLonger ? now - before[0] : undefined
}

/** Entries that a snapshot shows: elements and properties, of a Map or Set what stands in its table. */
function entryCount(heap: Heap, node: number, isLeftOut?: (entry: number) => boolean): number {
  const { firstEdge, edgeTo } = heap.columns
  const table = heap.follow(node, 'table')
  const store = table === NO_NODE ? node : table
  let count = 0
  for (let edge = firstEdge[store]; edge < firstEdge[store + 1]; edge++) {
    const type = heap.edgeTypeName(edge)
    const isEntry =
      store === table
        ? (type === 'internal' || type === 'hidden') && /^\d+$/.test(String(heap.edgeLabel(edge)))
        : type === 'element' || type === 'property'
    if (isEntry && !isNothing(heap, edgeTo[edge]) && !isLeftOut?.(edgeTo[edge])) count++
  }
  return count
}

/** A hole, `undefined`, or a deleted entry. */
function isNothing(heap: Heap, node: number): boolean {
  return heap.typeName(node) === 'hidden'
}
