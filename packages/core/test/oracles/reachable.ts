import type { PlainEdge, PlainEntry, PlainGraph } from './plain-graph.ts'

/** What an oracle takes as missing. */
export interface Missing {
  readonly edge?: (edge: PlainEdge) => boolean
  readonly entry?: (entry: PlainEntry) => boolean
  readonly node?: (node: number) => boolean
}

/** What `from` keeps alive: all edges again and again until nothing is added. */
export function slowReachable(
  graph: PlainGraph,
  from: Iterable<number> = [0],
  missing: Missing = {},
): Set<number> {
  const alive = new Set([...from].filter((node) => !missing.node?.(node)))
  let before
  do {
    before = alive.size
    for (const edge of graph.edges) {
      if (!edge.isWeak && alive.has(edge.from) && !missing.edge?.(edge) && !missing.node?.(edge.to))
        alive.add(edge.to)
    }
    for (const entry of graph.entries) {
      const { key, table, value } = entry
      if (alive.has(key) && alive.has(table) && !missing.entry?.(entry) && !missing.node?.(value))
        alive.add(value)
    }
  } while (alive.size > before)
  return alive
}

/** The nodes within `generations` steps of `start`, one step at a time. A WeakMap value is a step from its key and from its table. */
export function slowGenerations(
  graph: PlainGraph,
  start: Iterable<number>,
  direction: 'ancestors' | 'descendants',
  generations: number,
): Set<number> {
  const steps = [
    ...graph.edges.filter(({ isWeak }) => !isWeak).map(({ from, to }) => [from, to]),
    ...graph.entries.flatMap(({ key, table, value }) => [
      [key, value],
      [table, value],
    ]),
  ]
  let met = new Set(start)
  for (let generation = 0; generation < Math.min(generations, graph.nodeCount); generation++) {
    const following = new Set(met)
    for (const [from, to] of steps) {
      if (direction === 'descendants' && met.has(from)) following.add(to)
      if (direction === 'ancestors' && met.has(to)) following.add(from)
    }
    met = following
  }
  return met
}
