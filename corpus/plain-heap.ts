/** A snapshot as `JSON.parse` gives it. */
export interface PlainSnapshot {
  readonly snapshot: {
    readonly meta: {
      readonly node_fields: readonly string[]
      readonly node_types: readonly [readonly string[]]
      readonly edge_fields: readonly string[]
      readonly edge_types: readonly [readonly string[]]
    }
  }
  readonly nodes: readonly number[]
  readonly edges: readonly number[]
  readonly strings: readonly string[]
}

interface PlainEdge {
  readonly from: number
  readonly to: number
  readonly type: string
  readonly label: string | number
}

const ENTRY =
  / \/ part of key \((?:.*) @(\d+)\) -> value \((?:.*) @(\d+)\) pair in WeakMap \(table @(\d+)\)$/s

/** A heap read plainly, without any code of toleak: an oracle for what is reachable. */
export class PlainHeap {
  readonly #edges: readonly PlainEdge[]
  /** index: node */
  readonly #ids: readonly number[]
  readonly #types: readonly string[]
  readonly #outgoing: readonly (readonly number[])[]

  constructor({ snapshot: { meta }, nodes, edges, strings }: PlainSnapshot) {
    const nodeSize = meta.node_fields.length
    const field = (name: string) => meta.node_fields.indexOf(name)
    const count = nodes.length / nodeSize
    this.#ids = Array.from({ length: count }, (_, node) => nodes[node * nodeSize + field('id')])
    this.#types = Array.from(
      { length: count },
      (_, node) => meta.node_types[0][nodes[node * nodeSize + field('type')]],
    )
    const read: PlainEdge[] = []
    const outgoing: number[][] = []
    let at = 0
    for (let from = 0; from < count; from++) {
      outgoing.push([])
      for (let left = nodes[from * nodeSize + field('edge_count')]; left > 0; left--, at += 3) {
        const type = meta.edge_types[0][edges[at]]
        const label = type === 'element' || type === 'hidden' ? edges[at + 1] : strings[edges[at + 1]]
        outgoing[from].push(read.length)
        read.push({ from, to: edges[at + 2] / nodeSize, type, label })
      }
    }
    this.#edges = read
    this.#outgoing = outgoing
  }

  /** @throws Error if there is none */
  nodeOfId(id: number): number {
    const node = this.#ids.indexOf(id)
    if (node === -1) throw new Error(`No node has id ${id}.`)
    return node
  }

  /** Whether one of the nodes can be reached from the root without these edges. */
  reaches(nodes: readonly number[], without: ReadonlySet<number>): boolean {
    const wanted = new Set(nodes)
    const reached = new Set([0])
    const halves = new Map<string, 'key' | 'table'>()
    for (const node of reached) {
      if (wanted.has(node)) return true
      for (const edge of this.#outgoing[node]) {
        const { type, label, to } = this.#edges[edge]
        if (type === 'weak' || without.has(edge)) continue
        const [, key, value, table] = (typeof label === 'string' && ENTRY.exec(label)) || []
        if (table !== undefined) {
          const entry = `${key} ${value} ${table}`
          const side = this.#ids[node] === Number(table) ? 'table' : 'key'
          const other = halves.get(entry)
          halves.set(entry, side)
          // both halves lead there, or it is not kept
          if (other === undefined || other === side) continue
        }
        reached.add(to)
      }
    }
    return false
  }

  /**
   * The references to objects that were made lately on any way to `nodes`: edges with the same holder and held, its stores counted as the
   * holder. A way leads on from a made object and from V8's own records, not from what was there before.
   */
  referencesTo(nodes: readonly number[], made: ReadonlySet<number>): number[][] {
    const incoming = new Map<number, number[]>()
    this.#edges.forEach(({ to, type }, edge) => {
      if (type === 'weak') return
      const known = incoming.get(to)
      if (known) known.push(edge)
      else incoming.set(to, [edge])
    })
    const references = new Map<string, number[]>()
    const seen = new Set(nodes)
    for (const node of seen) {
      const isObject = this.#types[node] === 'object' || this.#types[node] === 'closure'
      if (isObject && !made.has(node)) continue
      for (const edge of incoming.get(node) ?? []) {
        const { from } = this.#edges[edge]
        seen.add(from)
        if (!made.has(node)) continue
        const key = `${this.#ownerOf(from, incoming)} ${node}`
        references.set(key, [...(references.get(key) ?? []), edge])
      }
    }
    return [...references.values()]
  }

  #ownerOf(node: number, incoming: ReadonlyMap<number, readonly number[]>): number {
    const owner = incoming
      .get(node)
      ?.map((edge) => this.#edges[edge])
      .find(({ label }) => label === 'elements' || label === 'properties')
    return owner?.from ?? node
  }
}
