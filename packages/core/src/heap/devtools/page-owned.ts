import type { HeapColumns } from '../columns.ts'
import { NodeSet } from '../node-set.ts'
import { isDocumentTrees } from './user-roots.ts'

/**
 * The nodes that belong to the page: its global objects and documents, and all that these lead to by edges that are not weak.
 * DevTools lets no edge count that leads into the page from outside, unless it comes from the root: so what the debugger holds, too,
 * is dominated by the page alone. In Node the page is what the global object leads to.
 *
 * We count such edges: a handle or a pending microtask that holds an object of the page does keep it alive.
 *
 * Source: `markPageOwnedNodes` of JSHeapSnapshot in DevTools' HeapSnapshot.ts.
 */
export function pageOwned(columns: HeapColumns): NodeSet {
  const { nodeCount, firstEdge, edgeTo, edgeType, edgeTypeNames } = columns
  const [weak, shortcut, element] = ['weak', 'shortcut', 'element'].map((name) => edgeTypeNames.indexOf(name))
  const owned = new NodeSet(nodeCount)
  const stack = new Uint32Array(nodeCount)
  let depth = 0

  for (let edge = firstEdge[0]; edge < firstEdge[1]; edge++) {
    const to = edgeTo[edge]
    const isEntry =
      edgeType[edge] === shortcut || (edgeType[edge] === element && isDocumentTrees(columns, to))
    if (isEntry && owned.add(to)) stack[depth++] = to
  }
  while (depth > 0) {
    const node = stack[--depth]
    for (let edge = firstEdge[node]; edge < firstEdge[node + 1]; edge++) {
      if (edgeType[edge] !== weak && owned.add(edgeTo[edge])) stack[depth++] = edgeTo[edge]
    }
  }
  return owned
}
