import type { Dominators } from './dominators.ts'

/**
 * The retained size of every node: the bytes of all nodes it dominates, its own among them.
 *
 * @param shallowSize index: node; value: bytes of the node itself
 * @returns index: node; value: bytes, 0 for a node that nothing keeps alive
 */
export function computeRetainedSizes(
  shallowSize: Readonly<Float64Array>,
  dominators: Dominators,
): Float64Array {
  const { immediateDominator, preorder } = dominators
  const retainedSize = new Float64Array(shallowSize.length)
  for (const node of preorder) retainedSize[node] = shallowSize[node]

  // a dominator comes before what it dominates, so backwards every node is complete when its turn comes
  for (let place = preorder.length - 1; place > 0; place--) {
    const node = preorder[place]
    retainedSize[immediateDominator[node]] += retainedSize[node]
  }
  return retainedSize
}
