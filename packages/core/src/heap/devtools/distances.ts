import type { HeapColumns } from '../columns.ts'
import { UNREACHABLE } from '../distances.ts'
import type { Heap } from '../heap.ts'
import { nativeHalfEdges } from '../native-halves.ts'
import { NO_PAIR, entriesFor } from './entries.ts'
import { DEVTOOLS_RULES, type DevtoolsRule } from './rules.ts'
import { userRoots } from './user-roots.ts'

/** What DevTools adds to the distance of nodes that no user root leads to. */
export const BASE_SYSTEM_DISTANCE = 100_000_000

/**
 * Distances as DevTools counts them.
 *
 * - `user roots first`: the global object and the documents are at 1; what they do not lead to is counted from the root, which is then at
 *   100,000,000. We count all from the root: what keeps an object alive need not be the user's.
 * - `shortcuts`: shortcut edges count, wherever they are. We count only those of the root; the others repeat a longer way.
 * - `skipped edges`: the edge `sloppy_function_map` of a native context and every third of an array `(map descriptors)` do not count. We
 *   count them: they are strong.
 * - `native halves`: the edges from Node's own halves of objects to JavaScript's count. We do not count them: native-halves.ts.
 * - `ephemerons by text`: entries.ts. In both ways of counting, a value is one further than its key or its table, whichever is further:
 *   the first of the two edges that is met is passed over.
 *
 * @returns index: node; value: edges, UNREACHABLE if there is no way (DevTools: -5)
 *
 * Source: `calculateDistances` of HeapSnapshot and of JSHeapSnapshot, `bfs`, in DevTools' HeapSnapshot.ts.
 */
export function computeDevtoolsDistances(
  heap: Heap,
  rules: ReadonlySet<DevtoolsRule> = DEVTOOLS_RULES,
): Uint32Array {
  const { columns, nodeCount, root } = heap
  const { firstEdge, edgeTo } = columns
  const counts = countingEdges(heap, rules)
  const pairOf = pairsOf(heap, rules)
  const distance = new Uint32Array(nodeCount).fill(UNREACHABLE)
  const firsts = rules.has('user roots first') ? userRoots(columns) : []
  // a user root that the root names twice is visited twice
  const queue = new Uint32Array(nodeCount + firsts.length)
  // pairs of which one edge was met
  const pending = new Set<number>()

  const walk = (starts: number[], start: number) => {
    queue.set(starts)
    let queued = starts.length
    for (const node of starts) distance[node] = start
    for (let next = 0; next < queued; next++) {
      const node = queue[next]
      for (let edge = firstEdge[node]; edge < firstEdge[node + 1]; edge++) {
        const to = edgeTo[edge]
        if (distance[to] !== UNREACHABLE || !counts(node, edge)) continue
        const pair = pairOf(node, edge)
        if (pair !== NO_PAIR && !pending.delete(pair)) {
          pending.add(pair)
          continue
        }
        distance[to] = distance[node] + 1
        queue[queued++] = to
      }
    }
  }
  if (firsts.length > 0) walk(firsts, 1)
  walk([root], firsts.length > 0 ? BASE_SYSTEM_DISTANCE : 0)
  return distance
}

/** Which edges lead to a distance at all. */
function countingEdges(
  heap: Heap,
  rules: ReadonlySet<DevtoolsRule>,
): (node: number, edge: number) => boolean {
  const { edgeType, edgeTypeNames } = heap.columns
  const [weak, shortcut] = ['weak', 'shortcut'].map((name) => edgeTypeNames.indexOf(name))
  const takesShortcuts = rules.has('shortcuts')
  const uncounted = rules.has('native halves') ? NONE : new Set(nativeHalfEdges(heap.columns))
  const isNativeContext = isNamed(heap.columns, 'hidden', 'system / NativeContext')
  const isMapDescriptors = isNamed(heap.columns, 'array', MAP_DESCRIPTORS)

  return (node, edge) => {
    if (edgeType[edge] === weak) return false
    if (edgeType[edge] === shortcut && !takesShortcuts && node !== heap.root) return false
    if (uncounted.has(edge)) return false
    if (!rules.has('skipped edges')) return true
    if (isNativeContext(node)) return heap.edgeLabel(edge) !== 'sloppy_function_map'
    if (!isMapDescriptors(node)) return true
    const index = parseInt(String(heap.edgeLabel(edge)), 10)
    return index < 2 || index % 3 !== 1
  }
}

const NONE: ReadonlySet<number> = new Set()

const MAP_DESCRIPTORS = '(map descriptors)'

/** The pair that an edge belongs to; DevTools does not look for one at nodes whose edges it skips by number. */
function pairsOf(heap: Heap, rules: ReadonlySet<DevtoolsRule>): (node: number, edge: number) => number {
  const { pairOf } = entriesFor(heap.columns, heap.ephemerons, rules)
  if (!rules.has('skipped edges')) return (_, edge) => pairOf(edge)
  const isMapDescriptors = isNamed(heap.columns, 'array', MAP_DESCRIPTORS)
  return (node, edge) => (isMapDescriptors(node) ? NO_PAIR : pairOf(edge))
}

/** Tells the nodes of this type and name. */
function isNamed(columns: HeapColumns, typeName: string, name: string): (node: number) => boolean {
  const { nodeName, nodeType, nodeTypeNames, strings } = columns
  const type = nodeTypeNames.indexOf(typeName)
  const nameIndex = strings.indexOf(name)
  return (node) => nodeName[node] === nameIndex && nodeType[node] === type
}
