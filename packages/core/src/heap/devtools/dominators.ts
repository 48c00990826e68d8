import { computeDominatorsOver, type Dominators } from '../dominators.ts'
import type { Heap } from '../heap.ts'
import { livingEdges } from '../living-edges.ts'
import { NO_NODE } from '../node-index.ts'
import { orphans } from './orphans.ts'
import type { DevtoolsRule } from './rules.ts'

/**
 * The dominators over the edges that `heap.edgeStrength` says. With the rule `orphans` every node has one: the root dominates what
 * nothing keeps alive.
 *
 * Source: `calculateDominatorsAndRetainedSizes` of HeapSnapshot in DevTools' HeapSnapshot.ts; any correct algorithm gives the same
 * tree.
 */
export function computeDevtoolsDominators(heap: Heap, rules: ReadonlySet<DevtoolsRule>): Dominators {
  if (!rules.has('orphans')) return computeDominatorsOver(heap, livingEdges(heap))
  const { immediateDominator, preorder } = computeDominatorsOver(heap, livingEdges(heap), orphans(heap))

  // nodes that hold each other in a circle
  const dominator = immediateDominator.slice()
  const order = new Uint32Array(heap.nodeCount)
  order.set(preorder)
  let count = preorder.length
  for (let node = 0; node < heap.nodeCount; node++) {
    if (dominator[node] !== NO_NODE) continue
    dominator[node] = heap.root
    order[count++] = node
  }
  return { immediateDominator: dominator, preorder: order }
}
