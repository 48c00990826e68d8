import type { Dominators } from './dominators.ts'
import { inParts, inPartsBackwards } from './in-parts.ts'

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
  inParts(preorder.length, (first, end) => {
    for (let place = first; place < end; place++) retainedSize[preorder[place]] = shallowSize[preorder[place]]
  })

  // a dominator comes before what it dominates, so backwards every node is complete when its turn comes
  inPartsBackwards(preorder.length, (first, end) => {
    for (let place = end - 1; place >= first; place--) {
      const node = preorder[place]
      const dominator = immediateDominator[node]
      if (dominator !== node) retainedSize[dominator] += retainedSize[node]
    }
  })
  return retainedSize
}
