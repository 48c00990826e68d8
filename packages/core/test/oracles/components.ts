import type { PlainGraph } from './plain-graph.ts'
import { slowGenerations } from './reachable.ts'

/** Groups of nodes that all reach each other inside `within`, ascending; by their least node. */
export function slowComponents(graph: PlainGraph, within: Set<number>): number[][] {
  const part = inside(graph, within)
  const reach = new Map(
    [...within].map((node) => [node, slowGenerations(part, [node], 'descendants', Infinity)]),
  )
  const components: number[][] = []
  for (const node of [...within].sort((a, b) => a - b)) {
    if (components.some((component) => component.includes(node))) continue
    const members = [...within].filter((other) => reach.get(node)!.has(other) && reach.get(other)!.has(node))
    components.push(members.sort((a, b) => a - b))
  }
  return components
}

/** Those of them that nothing of `within` outside themselves refers to. */
export function slowSources(graph: PlainGraph, within: Set<number>): number[][] {
  const part = inside(graph, within)
  return slowComponents(graph, within).filter((component) => {
    const referrers = slowGenerations(part, component, 'ancestors', 1)
    return [...referrers].every((node) => component.includes(node))
  })
}

/** The number of steps of the shortest way from a node back to itself; Infinity if there is none. */
export function slowCycleLength(graph: PlainGraph, node: number): number {
  const first = slowGenerations(graph, [node], 'descendants', 1)
  const isLoop =
    graph.edges.some(({ from, to, isWeak }) => !isWeak && from === node && to === node) ||
    graph.entries.some(({ key, table, value }) => value === node && (key === node || table === node))
  if (isLoop) return 1
  first.delete(node)
  for (let steps = 1; steps <= graph.nodeCount; steps++) {
    if (slowGenerations(graph, first, 'descendants', steps).has(node)) return steps + 1
  }
  return Infinity
}

/** The edges between nodes of `within`; an entry is an edge from its key and one from its table. */
function inside(graph: PlainGraph, within: Set<number>): PlainGraph {
  const halves = graph.entries.flatMap(({ key, table, value, cost }) => [
    { from: key, to: value, isWeak: false, cost },
    { from: table, to: value, isWeak: false, cost },
  ])
  const edges = [...graph.edges, ...halves].filter(({ from, to }) => within.has(from) && within.has(to))
  return { nodeCount: graph.nodeCount, edges, entries: [] }
}
