import type { Neighbours } from './traversal.ts'

/**
 * A shortest path, both ends included; the start alone when it is the end too. Among equally short paths the one whose
 * edges come first.
 *
 * @returns nodes from start to end; undefined when there is no path
 *
 * Cost: O(nodes + edges); stops at the end node.
 */
export function shortestPath<Node>(start: Node, end: Node, children: Neighbours<Node>): Node[] | undefined {
  return start === end ? [start] : search(start, end, children)
}

/**
 * A shortest cycle through a node, each node once, the given one first. An edge to itself is a cycle of one node.
 *
 * @returns nodes in the order of the cycle; undefined when there is no cycle
 *
 * Cost: as `shortestPath`.
 */
export function shortestCycle<Node>(start: Node, children: Neighbours<Node>): Node[] | undefined {
  return search(start, start, children)?.slice(0, -1)
}

/** A shortest walk of at least one edge. */
function search<Node>(start: Node, end: Node, children: Neighbours<Node>): Node[] | undefined {
  // key: node found; value: the node it was found from
  const foundFrom = new Map<Node, Node>()
  const queue = [start]

  // a queue that is read while it grows
  for (const node of queue) {
    for (const child of children(node)) {
      if (foundFrom.has(child)) continue
      foundFrom.set(child, node)
      if (child === end) return walkBack(start, end, foundFrom)
      queue.push(child)
    }
  }
  return undefined
}

function walkBack<Node>(start: Node, end: Node, foundFrom: ReadonlyMap<Node, Node>): Node[] {
  const path = [end]
  let node = end
  do {
    node = foundFrom.get(node) as Node
    path.push(node)
  } while (node !== start)
  return path.reverse()
}
