import { STACK_ROOTS } from '../explain/retainers/engine-root.ts'
import { scriptsOf } from '../explain/snapshot-facts.ts'
import { scriptPath } from '../explain/script-path.ts'
import { enclosingScope, isScope } from '../explain/scopes.ts'
import type { Heap } from '../heap/heap.ts'
import { NO_NODE } from '../heap/node-index.ts'
import { NodeSet } from '../heap/node-set.ts'
import { reachable } from '../heap/traversal.ts'
import { instancesNamed } from './instances.ts'

/**
 * The nodes that a program would not have without the code that takes the snapshot: functions of its scripts, instances of its classes,
 * their variables, what the calls under way need, and all that only these hold.
 *
 * @param isOwn tells scripts by their paths
 * @param witness an object that the outermost of the calls under way has in a variable, and nobody else
 *
 * Cost: two walks over the heap.
 */
export function findOwnNodes(heap: Heap, isOwn: (path: string) => boolean, witness: number): NodeSet {
  const own = NodeSet.from(heap.nodeCount, [witness, ...remainsOfSnapshots(heap)])
  const ownScripts = new Set<number>()
  for (const [scriptId, { url, node }] of scriptsOf(heap)) {
    if (!isOwn(scriptPath(url))) continue
    ownScripts.add(scriptId)
    own.add(node)
    for (const code of codeOf(heap, node)) own.add(code)
  }

  // V8 locates a function where it is written, and an instance where its class is
  const { count, node, scriptId } = heap.columns.locations
  for (let place = 0; place < count; place++) {
    if (!ownScripts.has(scriptId[place])) continue
    own.add(node[place])
    for (
      let scope = heap.follow(node[place], 'context');
      scope !== NO_NODE && isScope(heap, scope);
      scope = enclosingScope(heap, scope)
    )
      own.add(scope)
  }

  const momentary = edgesOfCallsUnderWay(heap, witness)
  const kept = reachable(heap, {
    excludeNode: (candidate) => own.has(candidate),
    excludeEdge: (edge) => momentary.has(edge),
  })
  return reachable(heap).minus(kept).union(own)
}

/** V8's records of the functions that stand in a script. */
function codeOf(heap: Heap, script: number): number[] {
  // Node 20 says `script_or_debug_info`
  return retainersBy(heap, script, /^script(_or_debug_info)?$/)
}

/** What earlier snapshots came out of, and the ticks that wait to end it; both go in the next turn of the event loop. */
export function remainsOfSnapshots(heap: Heap): number[] {
  const streams = instancesNamed(heap, 'HeapSnapshotStream')
  const lists = streams.flatMap((stream) => retainersBy(heap, stream, /^\d+$/))
  return [...streams, ...lists, ...lists.flatMap((list) => retainersBy(heap, list, /^args$/))]
}

function retainersBy(heap: Heap, node: number, label: RegExp): number[] {
  return Array.from(heap.retainersOf(node))
    .filter((edge) => label.test(String(heap.edgeLabel(edge))))
    .map((edge) => heap.edgeFrom(edge))
}

/** Lists of GC roots that hold values for the length of a native call. */
const NATIVE_CALL = /^\((Handle scope|Identity map)\)$/

/**
 * The edges out of the root lists that the calls between the snapshot's caller and V8 stand for. V8 walks the stack from the innermost
 * call outwards, so up to the last mention of the witness all are of such calls.
 */
function edgesOfCallsUnderWay(heap: Heap, witness: number): Set<number> {
  const edges = new Set<number>()
  const { firstEdge, edgeTo } = heap.columns
  const roots = heap.follow(heap.root, 1)
  if (roots === NO_NODE) return edges
  for (let edge = firstEdge[roots]; edge < firstEdge[roots + 1]; edge++) {
    const list = edgeTo[edge]
    const isStack = heap.name(list) === STACK_ROOTS
    if (!isStack && !NATIVE_CALL.test(heap.name(list))) continue
    let end = firstEdge[list + 1]
    if (isStack) while (end > firstEdge[list] && edgeTo[end - 1] !== witness) end--
    for (let inner = firstEdge[list]; inner < end; inner++) edges.add(inner)
  }
  return edges
}
