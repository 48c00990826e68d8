import { scriptsOf } from '../explain/snapshot-facts.ts'
import { scriptPath } from '../explain/script-path.ts'
import { enclosingScope, isScope } from '../explain/scopes.ts'
import type { Heap } from '../heap/heap.ts'
import { NO_NODE } from '../heap/node-index.ts'
import { NodeSet } from '../heap/node-set.ts'
import { reachable } from '../heap/traversal.ts'

/**
 * The nodes that a program would not have without some of its code: functions of these scripts, instances of their classes, their
 * variables, and all that only these hold.
 *
 * @param isOwn tells scripts by their paths
 * @param others nodes that count as own, too
 *
 * Cost: two walks over the heap.
 */
export function findOwnNodes(
  heap: Heap,
  isOwn: (path: string) => boolean,
  others: Iterable<number>,
): NodeSet {
  const own = NodeSet.from(heap.nodeCount, others)
  const ownScripts = new Set<number>()
  for (const [scriptId, { url }] of scriptsOf(heap)) if (isOwn(scriptPath(url))) ownScripts.add(scriptId)

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

  const kept = reachable(heap, { excludeNode: (candidate) => own.has(candidate) })
  return reachable(heap).minus(kept).union(own)
}
