import { InvalidInputError } from '../errors.ts'
import { describe } from './describe.ts'

/**
 * The nodes one step away from a node, once per edge; all that the algorithms of this folder need to know of a graph. Nodes
 * are compared as `Map` keys: strings or ordinals do.
 */
export type Neighbours<Node> = (node: Node) => Iterable<Node>

/** How far a traversal goes. */
export interface TraversalOptions {
  /** Steps from the start; 0 is the start alone, omitted is no limit. */
  readonly generations?: number
}

/**
 * Nodes that can be reached from the starts, these included, nearest first (breadth-first).
 *
 * @param neighbours children for descendants, parents for ancestors
 * @throws InvalidInputError if `generations` is not a whole number from 0 on
 *
 * Cost: O(nodes + edges); `neighbours` is asked once per node.
 */
export function reachable<Node>(
  starts: Iterable<Node>,
  neighbours: Neighbours<Node>,
  options: TraversalOptions = {},
): Set<Node> {
  const { generations = Infinity } = options
  if (generations !== Infinity && !(Number.isInteger(generations) && generations >= 0)) {
    throw new InvalidInputError(
      `Cannot traverse graph: generations is ${describe(generations)}, expected a whole number from 0 on. ` +
        'Omit it for no limit.',
    )
  }

  const found = new Set(starts)
  let generation: Node[] = [...found]
  for (let depth = 0; depth < generations && generation.length > 0; depth++) {
    const next: Node[] = []
    for (const node of generation) {
      for (const neighbour of neighbours(node)) {
        if (found.has(neighbour)) continue
        found.add(neighbour)
        next.push(neighbour)
      }
    }
    generation = next
  }
  return found
}
