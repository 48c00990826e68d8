import type { Dominators } from './dominators.ts'

/** The dominator tree downwards. */
export interface Dominated {
  /** index: node, and one more; value: its first place in `dominated` */
  readonly firstDominated: Readonly<Uint32Array>
  /** index: place; value: a node whose immediate dominator this is. The root is nobody's. */
  readonly dominated: Readonly<Uint32Array>
}

/**
 * The nodes that each node immediately dominates.
 *
 * Cost: linear; 12 bytes a node while it is made.
 */
export function computeDominated({ immediateDominator, preorder }: Dominators): Dominated {
  const nodeCount = immediateDominator.length
  const firstDominated = new Uint32Array(nodeCount + 1)
  const dominated = new Uint32Array(Math.max(0, preorder.length - 1))

  // count, one place ahead; the first in preorder is the root
  for (let place = 1; place < preorder.length; place++)
    firstDominated[immediateDominator[preorder[place]] + 1]++
  // sum up
  for (let node = 0; node < nodeCount; node++) firstDominated[node + 1] += firstDominated[node]
  // fill
  const cursor = firstDominated.slice(0, nodeCount)
  for (let place = 1; place < preorder.length; place++)
    dominated[cursor[immediateDominator[preorder[place]]]++] = preorder[place]
  return { firstDominated, dominated }
}
