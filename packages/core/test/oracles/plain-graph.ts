import fc from 'fast-check'
import { graphFromText, type TextGraph } from '../fixtures/graph-from-text.ts'

/** A graph as plain lists, for the slow and sure. Node 0 is the root. */
export interface PlainGraph {
  readonly nodeCount: number
  readonly edges: readonly PlainEdge[]
  readonly entries: readonly PlainEntry[]
}

export interface PlainEdge {
  readonly from: number
  readonly to: number
  readonly isWeak: boolean
  /** From 1 to 9. */
  readonly cost: number
}

/** A WeakMap entry. One table holds a key once. */
export interface PlainEntry {
  readonly key: number
  readonly table: number
  readonly value: number
  readonly cost: number
}

/** The same graph through writer and parser, with what the oracles know of its edges. */
export interface PlainHeap extends TextGraph {
  /** index: edge of the heap; value: its cost; 1 for the slots of tables */
  readonly costs: Uint8Array
}

/** The heap of a plain graph: its ordinals are the same. */
export function heapOf(graph: PlainGraph): PlainHeap {
  const word = (node: number) => (node === 0 ? 'root' : `n${node}`)
  const declarations = Array.from({ length: graph.nodeCount }, (_, node) => `${word(node)} = ${node % 7}B`)
  const edges = graph.edges.map(
    ({ from, to, isWeak }, i) => `${word(from)} ${isWeak ? `~e${i}~>` : `-e${i}->`} ${word(to)}`,
  )
  const entries = graph.entries.map(
    ({ key, table, value }) => `${word(key)} & ${word(table)} => ${word(value)}`,
  )
  const text = graphFromText([...declarations, ...edges, ...entries].join('\n'))

  const { heap } = text
  const costs = new Uint8Array(heap.edgeCount).fill(1)
  for (let edge = 0; edge < costs.length; edge++) {
    const label = String(heap.edgeLabel(edge))
    if (/^e\d+$/.test(label)) costs[edge] = graph.edges[Number(label.slice(1))].cost
    const table = /\(table @(\d+)\)$/.exec(label)
    if (!table) continue
    const [key, value] = [heap.edgeFrom(edge), heap.edgeTo(edge)]
    const entry = graph.entries.find(
      (e) => e.key === key && e.value === value && e.table === heap.nodeById(Number(table[1])),
    )
    if (entry) costs[edge] = entry.cost
  }
  return { ...text, costs }
}

/** A random graph, the same for the same seed. */
export function randomGraph(
  seed: number,
  { nodes, edges, entries = 0 }: { nodes: number; edges: number; entries?: number },
): PlainGraph {
  const random = mulberry32(seed)
  const below = (limit: number) => Math.floor(random() * limit)
  return plainGraph(
    nodes,
    Array.from({ length: edges }, () => ({
      from: below(nodes),
      to: below(nodes),
      isWeak: below(8) === 0,
      cost: 1 + below(9),
    })),
    Array.from({ length: entries }, () => ({
      key: below(nodes),
      table: below(nodes),
      value: below(nodes),
      cost: 1 + below(9),
    })),
  )
}

/** Small graphs of any form, for fast-check. */
export function anyGraph({ maxNodes = 12, maxEdges = 30, maxEntries = 5 } = {}): fc.Arbitrary<PlainGraph> {
  return fc.integer({ min: 1, max: maxNodes }).chain((nodeCount) => {
    const node = fc.nat({ max: nodeCount - 1 })
    const cost = fc.integer({ min: 1, max: 9 })
    const isWeak = fc.integer({ max: 7, min: 0 }).map((n) => n === 7)
    return fc
      .tuple(
        fc.array(fc.record({ from: node, to: node, isWeak, cost }), { maxLength: maxEdges }),
        fc.array(fc.record({ key: node, table: node, value: node, cost }), { maxLength: maxEntries }),
      )
      .map(([edges, entries]) => plainGraph(nodeCount, edges, entries))
  })
}

/** Without the entries that no program can make: a table is not a key, nor the root; a key is in a table once. */
function plainGraph(nodeCount: number, edges: PlainEdge[], entries: PlainEntry[]): PlainGraph {
  const seen = new Set<string>()
  const possible = entries.filter(({ key, table }) => {
    const pair = `${key} ${table}`
    if (key === table || key === 0 || table === 0 || seen.has(pair)) return false
    seen.add(pair)
    return true
  })
  return { nodeCount, edges, entries: possible }
}

/** Source: Tommy Ettinger's mulberry32, public domain. */
function mulberry32(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}
