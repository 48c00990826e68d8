import type { LeakEdge, LeakGraph, LeakNode } from '../../src/explain/leak-graph.ts'
import { ObjectGraph } from '../../src/graph/object-graph.ts'

/** The same graph as another run would give it: other keys and ids, and another order. */
export function shuffled(graph: LeakGraph, seed: number): LeakGraph {
  const random = mulberry32(seed)
  const order = <Item>(items: readonly Item[]): Item[] =>
    items
      .map((item) => ({ item, rank: random() }))
      .sort((a, b) => a.rank - b.rank)
      .map(({ item }) => item)
  const nodes = order([...graph])
  const keyByOldKey = new Map(nodes.map(({ key }, index) => [key, `${seed}-${index}`]))
  return ObjectGraph.of<LeakNode, LeakEdge>(
    nodes.map((node) => ({ ...node, key: keyByOldKey.get(node.key)!, nodeId: Math.floor(random() * 1e6) })),
    order(graph.edges()).map(({ key: _, from, to, ...edge }) => ({
      ...edge,
      label: edge.label,
      from: keyByOldKey.get(from)!,
      to: keyByOldKey.get(to)!,
    })),
  )
}

function mulberry32(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
