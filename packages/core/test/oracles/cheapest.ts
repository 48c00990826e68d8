import type { PlainEdge, PlainEntry, PlainGraph } from './plain-graph.ts'

/** The cost of the cheapest way to each node by relaxing all edges until nothing changes (Bellman & Ford). */
export function slowCosts(
  graph: PlainGraph,
  costOf: (step: PlainEdge | PlainEntry) => number,
  isMissing: (step: PlainEdge | PlainEntry) => boolean = () => false,
): number[] {
  const cost = Array.from({ length: graph.nodeCount }, (_, node) => (node === 0 ? 0 : Infinity))
  let hasChanged
  const lower = (node: number, offered: number) => {
    if (offered >= cost[node]) return
    cost[node] = offered
    hasChanged = true
  }
  do {
    hasChanged = false
    for (const edge of graph.edges) {
      if (!edge.isWeak && !isMissing(edge)) lower(edge.to, cost[edge.from] + costOf(edge))
    }
    for (const entry of graph.entries) {
      if (!isMissing(entry)) lower(entry.value, Math.max(cost[entry.key], cost[entry.table]) + costOf(entry))
    }
  } while (hasChanged)
  return cost
}

/** The costs of all ways from the root to `target` that pass no node twice, ascending. Only for graphs without entries. */
export function slowPathCosts(graph: PlainGraph, target: number): number[] {
  const costs: number[] = []
  const walk = (node: number, passed: Set<number>, cost: number) => {
    if (node === target) {
      costs.push(cost)
      return
    }
    for (const edge of graph.edges) {
      if (edge.isWeak || edge.from !== node || passed.has(edge.to)) continue
      walk(edge.to, new Set(passed).add(edge.to), cost + edge.cost)
    }
  }
  walk(0, new Set([0]), 0)
  return costs.sort((a, b) => a - b)
}
