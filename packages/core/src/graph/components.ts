import type { Neighbours } from './traversal.ts'

/** In `place`: the component of this node is complete. Greater than every position, so that no boundary gives way to it. */
const IDENTIFIED = Infinity

/**
 * Strongly connected components: the largest groups of nodes that all reach each other. Each node is in exactly one, alone if
 * it is on no cycle. A component comes after those that it reaches.
 *
 * Cost: O(nodes + edges); does not recurse, so depth is limited by memory only.
 * Source: Gabow 2000, "Path-based depth-first search for strong and biconnected components", Information Processing Letters
 * 74, doi:10.1016/S0020-0190(00)00051-X.
 */
export function stronglyConnectedComponents<Node>(
  nodes: Iterable<Node>,
  children: Neighbours<Node>,
): Node[][] {
  const components: Node[][] = []
  // nodes visited and not yet in a component, in order of the visit (S in the paper)
  const path: Node[] = []
  // where in `path` the groups begin that are known to be strongly connected so far (B in the paper)
  const boundaries: number[] = []
  // key: node; value: its position in `path`, or IDENTIFIED
  const place = new Map<Node, number>()
  // the depth-first search: nodes entered, each with the children yet to be looked at
  const entered: { node: Node; rest: Iterator<Node> }[] = []

  const enter = (node: Node) => {
    place.set(node, path.length)
    boundaries.push(path.length)
    path.push(node)
    entered.push({ node, rest: children(node)[Symbol.iterator]() })
  }

  for (const start of nodes) {
    if (place.has(start)) continue
    enter(start)
    while (entered.length > 0) {
      const { node, rest } = entered[entered.length - 1]
      const next = rest.next()

      if (!next.done) {
        const at = place.get(next.value)
        if (at === undefined) enter(next.value)
        // a way back to the path: everything from there on is one group
        else while (boundaries[boundaries.length - 1] > at) boundaries.pop()
        continue
      }

      // all children seen: if a group begins here, it is a component
      entered.pop()
      const begin = boundaries[boundaries.length - 1]
      if (place.get(node) !== begin) continue
      boundaries.pop()
      const component = path.splice(begin)
      for (const member of component) place.set(member, IDENTIFIED)
      components.push(component)
    }
  }
  return components
}

/**
 * The strongly connected components that no other component reaches. Every node is reached from one of them.
 *
 * Cost: as `stronglyConnectedComponents`.
 */
export function sourceComponents<Node>(nodes: Iterable<Node>, children: Neighbours<Node>): Node[][] {
  const components = stronglyConnectedComponents(nodes, children)
  const componentOf = new Map<Node, Node[]>()
  for (const component of components) for (const node of component) componentOf.set(node, component)

  const reached = new Set<Node[] | undefined>()
  for (const component of components) {
    for (const node of component) {
      for (const child of children(node)) {
        const other = componentOf.get(child)
        if (other !== component) reached.add(other)
      }
    }
  }
  return components.filter((component) => !reached.has(component))
}
