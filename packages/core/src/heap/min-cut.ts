/** A small directed network: from a source to a sink, arcs with capacities. */
export interface Network {
  /** Number of nodes; 0 is the source, 1 the sink. */
  readonly nodeCount: number
  /** index: arc; value: the node it leaves */
  readonly from: readonly number[]
  /** index: arc; value: the node it enters */
  readonly to: readonly number[]
  /** index: arc; value: what cutting it costs, a positive integer, or Infinity */
  readonly capacity: readonly number[]
}

const SOURCE = 0
const SINK = 1

/**
 * The arcs of a cheapest cut between source and sink; of several cheapest, the one nearest to the source.
 *
 * @returns ordinals of arcs; undefined if no cut is finite
 *
 * Cost: a breadth-first walk for each length of ways, and each way once.
 * Source: Dinic 1970, "Algorithm for solution of a problem of maximum flow in networks with power estimation".
 */
export function minimumCut({ nodeCount, from, to, capacity }: Network): number[] | undefined {
  // each arc twice: 2a forwards, 2a + 1 backwards
  const arcTo = new Uint32Array(2 * from.length)
  const residual = new Float64Array(2 * from.length)
  const firstArc = new Int32Array(nodeCount).fill(-1)
  const nextArc = new Int32Array(2 * from.length).fill(-1)
  const link = (arc: number, node: number, target: number) => {
    arcTo[arc] = target
    nextArc[arc] = firstArc[node]
    firstArc[node] = arc
  }
  for (let arc = 0; arc < from.length; arc++) {
    link(2 * arc, from[arc], to[arc])
    link(2 * arc + 1, to[arc], from[arc])
    residual[2 * arc] = capacity[arc]
  }

  const level = new Int32Array(nodeCount)
  const queue = new Uint32Array(nodeCount)
  /** Levels by distance from the source; true if the sink has one. */
  const computeLevels = () => {
    level.fill(-1)
    level[SOURCE] = 0
    let queued = 1
    queue[0] = SOURCE
    for (let next = 0; next < queued; next++)
      for (let arc = firstArc[queue[next]]; arc >= 0; arc = nextArc[arc]) {
        const target = arcTo[arc]
        if (residual[arc] === 0 || level[target] >= 0) continue
        level[target] = level[queue[next]] + 1
        queue[queued++] = target
      }
    return level[SINK] >= 0
  }

  const untried = new Int32Array(nodeCount)
  while (computeLevels()) {
    untried.set(firstArc)
    for (let way; (way = findWay()) !== undefined;) {
      const amount = Math.min(...way.map((arc) => residual[arc]))
      if (amount === Infinity) return undefined
      for (const arc of way) {
        residual[arc] -= amount
        residual[arc ^ 1] += amount
      }
    }
  }
  return [...from.keys()].filter((arc) => level[from[arc]] >= 0 && level[to[arc]] < 0)

  /** A way from source to sink, each arc one level on; arcs that led nowhere are not tried again. */
  function findWay(): number[] | undefined {
    const way: number[] = []
    for (let node = SOURCE; node !== SINK;) {
      const arc = untried[node]
      if (arc < 0) {
        if (way.length === 0) return undefined
        // back, past the arc that led here
        const taken = way.pop() as number
        node = arcTo[taken ^ 1]
        untried[node] = nextArc[untried[node]]
      } else if (residual[arc] > 0 && level[arcTo[arc]] === level[node] + 1) {
        way.push(arc)
        node = arcTo[arc]
      } else untried[node] = nextArc[arc]
    }
    return way
  }
}
