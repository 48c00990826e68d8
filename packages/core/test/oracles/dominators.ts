import type { PlainGraph } from './plain-graph.ts'
import { slowReachable } from './reachable.ts'

/** Immediate dominators by leaving out each node in turn: what is lost then, it dominates. -1 where unreachable. */
export function slowDominators(graph: PlainGraph): number[] {
  const flow = withoutTables(graph)
  const alive = slowReachable(flow)
  const dominatorsOf = Array.from({ length: graph.nodeCount }, () => [] as number[])
  for (const node of alive) {
    const rest = node === 0 ? new Set() : slowReachable(flow, [0], { node: (other) => other === node })
    for (const other of alive) {
      if (other !== node && !rest.has(other)) dominatorsOf[other].push(node)
    }
  }
  return dominatorsOf.map((dominators, node) => {
    if (node === 0) return 0
    if (!alive.has(node)) return -1
    // the nearest is the one with the most dominators itself
    return dominators.reduce((a, b) => (dominatorsOf[a].length > dominatorsOf[b].length ? a : b))
  })
}

/** Retained sizes by adding up what is lost without each node; 0 where unreachable. */
export function slowRetainedSizes(graph: PlainGraph, sizeOf: (node: number) => number): number[] {
  const flow = withoutTables(graph)
  const alive = slowReachable(flow)
  return Array.from({ length: graph.nodeCount }, (_, node) => {
    if (!alive.has(node)) return 0
    const rest = slowReachable(flow, [0], { node: (other) => other === node })
    return [...alive].filter((other) => !rest.has(other)).reduce((sum, other) => sum + sizeOf(other), 0)
  })
}

/** WeakMap values hang on their keys alone, where both key and table are alive. */
function withoutTables(graph: PlainGraph): PlainGraph {
  const alive = slowReachable(graph)
  const fromKeys = graph.entries
    .filter(({ key, table }) => alive.has(key) && alive.has(table))
    .map(({ key, value, cost }) => ({ from: key, to: value, isWeak: false, cost }))
  return { nodeCount: graph.nodeCount, edges: [...graph.edges, ...fromKeys], entries: [] }
}
