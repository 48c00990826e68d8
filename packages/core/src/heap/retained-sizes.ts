import type { HeapColumns } from './columns.ts'
import type { Dominators } from './dominators.ts'

/**
 * The retained size of every node: the bytes of all nodes it dominates, its own among them.
 *
 * @returns index: node; value: bytes, 0 for a node that nothing keeps alive
 */
export function computeRetainedSizes(
  { nodeCount, shallowSize }: HeapColumns,
  dominators: Dominators,
): Float64Array {
  const { immediateDominator, preorder } = dominators
  const retainedSize = new Float64Array(nodeCount)
  for (const node of preorder) retainedSize[node] = shallowSize[node]

  // a dominator comes before what it dominates, so backwards every node is complete when its turn comes
  for (let place = preorder.length - 1; place > 0; place--) {
    const node = preorder[place]
    retainedSize[immediateDominator[node]] += retainedSize[node]
  }
  return retainedSize
}
