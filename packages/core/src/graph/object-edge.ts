import { InvalidInputError } from '../errors.ts'
import { describe, quote, shownKey } from './describe.ts'

/** What every edge carries; a graph of yours may add more. */
export interface EdgeAttributes {
  /** Words for the reference; any text, empty when there are none. */
  readonly label: string
}

/** An edge of an `ObjectGraph`: a frozen plain object. There may be several from one node to another, or to itself. */
export type ObjectEdge<E extends EdgeAttributes = EdgeAttributes> = Readonly<E> & {
  /** Unique among the edges of its graph. */
  readonly key: string
  /** Key of the node that refers. */
  readonly from: string
  /** Key of the node referred to. */
  readonly to: string
}

/** An edge to be: the keys of its ends and its attributes. Without a key of its own it gets a number that is free. */
export type EdgeInit<E extends EdgeAttributes = EdgeAttributes> = E & {
  /** Unique among the edges; a number that is free when left out. */
  readonly key?: string
  /** Key of the node that refers. */
  readonly from: string
  /** Key of the node referred to. */
  readonly to: string
}

/** What all edges inherit: how the console shows them. */
const edgePrototype = {
  [Symbol.for('nodejs.util.inspect.custom')](this: ObjectEdge): string {
    const label = this.label === '' ? '' : ` ${quote(this.label)}`
    return `ObjectEdge { ${shownKey(this.from)} -> ${shownKey(this.to)}${label} }`
  },
}

/**
 * Edges between given nodes, in their order. An edge repeated under the same key counts once.
 *
 * @throws InvalidInputError if an end is not among the nodes, if one key stands for two edges, or if a key or label is not a
 *   string
 */
export function edgesBetween<E extends EdgeAttributes>(
  nodes: ReadonlyMap<string, unknown>,
  edges: Iterable<EdgeInit<E>>,
): ObjectEdge<E>[] {
  const inits = Array.from(edges, checkEdge)
  const given = new Set(inits.map((init) => init.key))
  const byKey = new Map<string, ObjectEdge<E>>()
  let number = 0
  for (const init of inits) {
    let key = init.key
    if (key === undefined) {
      while (given.has(String(number))) number++
      key = String(number++)
    }
    const edge = createEdge(init, key, nodes)
    const known = byKey.get(key)
    if (known === undefined) byKey.set(key, edge)
    else if (known.from !== edge.from || known.to !== edge.to) {
      throw new InvalidInputError(
        `Cannot build graph: edge key ${quote(key)} stands for ${ends(known)} and for ${ends(edge)}, expected one edge. ` +
          'Leave keys out to have edges numbered.',
      )
    }
  }
  return [...byKey.values()]
}

/** Edges grouped by one of their ends. A node without such edges has no entry. */
export function edgesByEnd<Edge extends ObjectEdge>(
  edges: Iterable<Edge>,
  end: 'from' | 'to',
): Map<string, Edge[]> {
  const byEnd = new Map<string, Edge[]>()
  for (const edge of edges) {
    const group = byEnd.get(edge[end])
    if (group) group.push(edge)
    else byEnd.set(edge[end], [edge])
  }
  return byEnd
}

function checkEdge<E extends EdgeAttributes>(init: EdgeInit<E>): EdgeInit<E> {
  if (typeof init === 'object' && init !== null) return init
  throw new InvalidInputError(
    `Cannot build graph: an edge is ${describe(init)}, expected { from, to, label }. ` +
      'Pairs of nodes go to ObjectGraph.fromEdgePairs.',
  )
}

function createEdge<E extends EdgeAttributes>(
  init: EdgeInit<E>,
  key: string,
  nodes: ReadonlyMap<string, unknown>,
): ObjectEdge<E> {
  const { from, to, label = '' } = init
  if (typeof key !== 'string' || typeof label !== 'string') {
    const [attribute, found] = typeof key === 'string' ? ['label', label] : ['key', key]
    throw new InvalidInputError(
      `Cannot build graph: the ${attribute} of edge ${ends(init)} is ${describe(found)}, expected a string. ` +
        'Leave it out if there is none.',
    )
  }
  for (const [does, end] of [['comes from', from] as const, ['goes to', to] as const]) {
    if (nodes.has(end)) continue
    const found = typeof end === 'string' ? `node ${quote(end)}` : describe(end)
    throw new InvalidInputError(
      `Cannot build graph: edge ${quote(key)} ${does} ${found}, expected one of the ${nodes.size} keys given. ` +
        'Give that node too, or leave the edge out.',
    )
  }
  return Object.freeze({ __proto__: edgePrototype, ...init, key, label }) as unknown as ObjectEdge<E>
}

function ends(edge: { readonly from: unknown; readonly to: unknown }): string {
  return `${quote(String(edge.from))} -> ${quote(String(edge.to))}`
}
