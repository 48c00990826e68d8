import type { Neighbours } from '../../src/graph/traversal.ts'

/**
 * Slow and obviously right twins of the algorithms. Everything follows from who reaches whom, and that from walking all edges
 * until nothing new turns up.
 */
export function slowReachable<Node>(
  start: Node,
  children: Neighbours<Node>,
  generations = Infinity,
): Set<Node> {
  let found = new Set([start])
  for (let generation = 0; generation < generations; generation++) {
    const more = new Set(found)
    for (const node of found) for (const child of children(node)) more.add(child)
    if (more.size === found.size) break
    found = more
  }
  return found
}

export function slowComponents<Node>(nodes: readonly Node[], children: Neighbours<Node>): Set<Node>[] {
  const reached = new Map(nodes.map((node) => [node, slowReachable(node, children)]))
  const reach = (a: Node, b: Node) => reached.get(a)!.has(b)
  const components: Set<Node>[] = []
  for (const node of nodes) {
    if (components.some((component) => component.has(node))) continue
    components.push(new Set(nodes.filter((other) => reach(node, other) && reach(other, node))))
  }
  return components
}

/** Least number of edges from one node to another; Infinity when there is no path. */
export function slowDistance<Node>(start: Node, end: Node, children: Neighbours<Node>): number {
  for (let steps = 0; ; steps++) {
    const found = slowReachable(start, children, steps)
    if (found.has(end)) return steps
    if (found.size === slowReachable(start, children, steps + 1).size) return Infinity
  }
}
