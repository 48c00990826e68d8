import { InvalidInputError } from '../errors.ts'
import type { HeapColumns } from './columns.ts'
import { computeDevtoolsDistances } from './devtools/distances.ts'
import { computeDevtoolsDominators } from './devtools/dominators.ts'
import { computeEssentialEdges } from './devtools/essential-edges.ts'
import { computeOwnedSizes } from './devtools/owned-sizes.ts'
import { DEVTOOLS_RULES, type DevtoolsRule } from './devtools/rules.ts'
import { computeDistances } from './distances.ts'
import { computeDominators, type Dominators } from './dominators.ts'
import { computeEdgeStrength, WEAK } from './edge-strength.ts'
import { computeEphemerons, NO_EDGE, NO_ENTRY, type Ephemerons } from './ephemerons.ts'
import { computeNodeIndex, NO_NODE, type NodeIndex } from './node-index.ts'
import { computeRetainedSizes } from './retained-sizes.ts'
import { computeEdgeFrom, computeRetainers, type Retainers } from './retainers.ts'

/** Where a function or a constructor stands in its script. 0-based. */
export interface ScriptLocation {
  /** V8's number of the script; another one in each isolate. */
  readonly scriptId: number
  /** From 0. */
  readonly line: number
  /** From 0, in UTF-16 units. */
  readonly column: number
}

/**
 * What keeps a node alive, how far it is and what goes with it: `exact` as the collector has it, `devtools` as Chrome DevTools shows it,
 * node by node, or by some of the rules of DevTools only (docs/heap-semantics.md).
 */
export type HeapSemantics = 'exact' | 'devtools' | ReadonlySet<DevtoolsRule>

/** How to read a heap. */
export interface HeapOptions {
  /** `exact` if omitted. */
  readonly semantics?: HeapSemantics
}

/** Decoded strings kept at a time; what a walk asks for again and again. */
const CACHED_STRINGS = 4096

/** From here on a node's names are looked up in an index of its own. */
const MANY_EDGES = 128

/**
 * A heap snapshot to walk on: columns, and what follows from them, computed at the first use and kept. Nodes and edges
 * are ordinals.
 */
export class Heap {
  readonly columns: HeapColumns
  readonly nodeCount: number
  readonly edgeCount: number
  /** V8's synthetic root, which holds all GC roots. */
  readonly root = 0

  /** Undefined: exact. */
  readonly #devtoolsRules: ReadonlySet<DevtoolsRule> | undefined
  readonly #isIndexType: readonly boolean[]
  readonly #cachedStrings = new Map<number, string>()
  /** key: node of many edges; value: its first edge of each name */
  readonly #namedEdges = new Map<number, ReadonlyMap<string, number>>()
  #nodeIndex?: NodeIndex
  #edgeFrom?: Readonly<Uint32Array>
  #retainers?: Retainers
  #ephemerons?: Ephemerons
  #edgeStrength?: Readonly<Uint8Array>
  #shallowSize?: Readonly<Float64Array>
  #distance?: Readonly<Uint32Array>
  #dominators?: Dominators
  #retainedSize?: Readonly<Float64Array>

  constructor(columns: HeapColumns, { semantics = 'exact' }: HeapOptions = {}) {
    this.columns = columns
    this.#devtoolsRules = rulesOf(semantics)
    this.nodeCount = columns.nodeCount
    this.edgeCount = columns.edgeCount
    this.#isIndexType = columns.edgeTypeNames.map((name) => name === 'element' || name === 'hidden')
  }

  /** `object`, `closure`, `array`, `hidden`, …: V8's kind of the node. */
  typeName(node: number): string {
    return this.columns.nodeTypeNames[this.columns.nodeType[node]]
  }

  /** The class of an object, the text of a string, the name of a function. */
  name(node: number): string {
    return this.#string(this.columns.nodeName[node])
  }

  /** V8's id of the node, the key across snapshots of one isolate. */
  id(node: number): number {
    return this.columns.nodeId[node]
  }

  /** The node of V8's id, or NO_NODE. */
  nodeById(id: number): number {
    this.#nodeIndex ??= computeNodeIndex(this.columns.nodeId)
    return this.#nodeIndex.find(id)
  }

  /** The value of a type name in `columns.nodeType`, or -1 if this heap has no such type. */
  nodeTypeOf(typeName: string): number {
    return this.columns.nodeTypeNames.indexOf(typeName)
  }

  /** The value of a type name in `columns.edgeType`, or -1 if this heap has no such type. */
  edgeTypeOf(typeName: string): number {
    return this.columns.edgeTypeNames.indexOf(typeName)
  }

  /** A number for edges of type `element` and `hidden`, the name for all others. */
  edgeLabel(edge: number): string | number {
    const { edgeType, edgeName } = this.columns
    return this.#isIndexType[edgeType[edge]] ? edgeName[edge] : this.#string(edgeName[edge])
  }

  /** `property`, `element`, `context`, `internal`, `hidden`, `shortcut` or `weak`. */
  edgeTypeName(edge: number): string {
    return this.columns.edgeTypeNames[this.columns.edgeType[edge]]
  }

  /** The node an edge leaves. */
  edgeFrom(edge: number): number {
    return this.edgeFroms[edge]
  }

  /** The node an edge points to. */
  edgeTo(edge: number): number {
    return this.columns.edgeTo[edge]
  }

  /** The nodes of this very name, in their order: objects of a class, functions, strings, whatever has it. */
  *nodesNamed(name: string): Generator<number> {
    const { nodeName, strings } = this.columns
    const wanted = strings.indexOf(name)
    if (wanted < 0) return
    for (let node = 0; node < this.nodeCount; node++) if (nodeName[node] === wanted) yield node
  }

  /** The first edge of `node` with this label, of this type if one is given; NO_EDGE if there is none. */
  findEdge(node: number, label: string | number, typeName?: string): number {
    const { firstEdge } = this.columns
    // thousands of survivors in one array ask it for the same few names
    if (
      typeof label === 'string' &&
      typeName === undefined &&
      firstEdge[node + 1] - firstEdge[node] > MANY_EDGES
    )
      return this.#namedEdgesOf(node).get(label) ?? NO_EDGE
    for (let edge = firstEdge[node]; edge < firstEdge[node + 1]; edge++) {
      if (typeName !== undefined && this.edgeTypeName(edge) !== typeName) continue
      if (this.edgeLabel(edge) === label) return edge
    }
    return NO_EDGE
  }

  #namedEdgesOf(node: number): ReadonlyMap<string, number> {
    const known = this.#namedEdges.get(node)
    if (known) return known
    const { firstEdge, edgeType, edgeName } = this.columns
    const named = new Map<string, number>()
    for (let edge = firstEdge[node]; edge < firstEdge[node + 1]; edge++) {
      if (this.#isIndexType[edgeType[edge]]) continue
      const name = this.#string(edgeName[edge])
      if (!named.has(name)) named.set(name, edge)
    }
    this.#namedEdges.set(node, named)
    return named
  }

  /** The node at the end of a walk over edges of these labels; NO_NODE if one of them is missing. */
  follow(node: number, ...labels: (string | number)[]): number {
    let at = node
    for (const label of labels) {
      const edge = this.findEdge(at, label)
      if (edge === NO_EDGE) return NO_NODE
      at = this.columns.edgeTo[edge]
    }
    return at
  }

  /** Where a function or constructor is written; undefined for nodes without a place. */
  location(node: number): ScriptLocation | undefined {
    const { locations } = this.columns
    let low = 0
    let high = locations.count
    while (low < high) {
      const middle = (low + high) >>> 1
      if (locations.node[middle] < node) low = middle + 1
      else high = middle
    }
    if (low === locations.count || locations.node[low] !== node) return undefined
    return { scriptId: locations.scriptId[low], line: locations.line[low], column: locations.column[low] }
  }

  /** index: edge; value: the node it leaves */
  get edgeFroms(): Readonly<Uint32Array> {
    return (this.#edgeFrom ??= computeEdgeFrom(this.columns.firstEdge))
  }

  /** The edges by the node they point to. */
  get retainers(): Retainers {
    return (this.#retainers ??= computeRetainers(this.columns.edgeTo, this.nodeCount))
  }

  /** The edges that point to a node, of every strength, ascending. */
  retainersOf(node: number): Readonly<Uint32Array> {
    const { firstRetainer, retainerEdge } = this.retainers
    return retainerEdge.subarray(firstRetainer[node], firstRetainer[node + 1])
  }

  /** The entries of WeakMaps and WeakSets. */
  get ephemerons(): Ephemerons {
    return (this.#ephemerons ??= computeEphemerons(this.columns))
  }

  /** index: edge; value: WEAK, STRONG, EPHEMERON or EPHEMERON_OF_TABLE (edge-strength.ts, devtools/essential-edges.ts) */
  get edgeStrength(): Readonly<Uint8Array> {
    return (this.#edgeStrength ??= this.#devtoolsRules
      ? computeEssentialEdges(this.columns, this.ephemerons, this.#devtoolsRules)
      : computeEdgeStrength(this.columns, this.ephemerons))
  }

  /**
   * This heap with some of its edges taken as weak; a WeakMap entry goes with either of its two. What does not depend on them is shared.
   *
   * Cost: a copy of a byte for each edge.
   */
  without(edges: Iterable<number>): Heap {
    const rest = new Heap(this.columns, { semantics: this.#devtoolsRules ?? 'exact' })
    rest.#nodeIndex = this.#nodeIndex
    rest.#edgeFrom = this.edgeFroms
    rest.#retainers = this.retainers
    rest.#ephemerons = this.ephemerons
    rest.#shallowSize = this.#shallowSize
    const strength = this.edgeStrength.slice()
    for (const edge of edges) {
      const entry = this.ephemerons.entryOf(edge)
      strength[edge] = WEAK
      if (entry !== NO_ENTRY) strength[this.ephemerons.keyEdge[entry]] = WEAK
    }
    rest.#edgeStrength = strength
    return rest
  }

  /** index: node; value: bytes of the object itself; of DevTools' semantics: with what it alone owns (devtools/owned-sizes.ts) */
  get shallowSize(): Readonly<Float64Array> {
    return (this.#shallowSize ??= this.#devtoolsRules?.has('owned sizes')
      ? computeOwnedSizes(this.columns)
      : this.columns.shallowSize)
  }

  /** index: node; value: least number of strong edges from the root, UNREACHABLE if there is no way (distances.ts) */
  get distance(): Readonly<Uint32Array> {
    return (this.#distance ??= this.#devtoolsRules
      ? computeDevtoolsDistances(this, this.#devtoolsRules)
      : computeDistances(this))
  }

  /** Immediate dominators, and an order that has each before what it dominates. */
  get dominators(): Dominators {
    return (this.#dominators ??= this.#devtoolsRules
      ? computeDevtoolsDominators(this, this.#devtoolsRules)
      : computeDominators(this))
  }

  /** index: node; value: bytes that go with it, its own among them (retained-sizes.ts) */
  get retainedSize(): Readonly<Float64Array> {
    return (this.#retainedSize ??= computeRetainedSizes(this.shallowSize, this.dominators))
  }

  #string(index: number): string {
    const known = this.#cachedStrings.get(index)
    if (known !== undefined) return known
    const text = this.columns.strings.get(index)
    if (this.#cachedStrings.size >= CACHED_STRINGS) this.#cachedStrings.clear()
    this.#cachedStrings.set(index, text)
    return text
  }
}

function rulesOf(semantics: HeapSemantics): ReadonlySet<DevtoolsRule> | undefined {
  if (semantics === 'exact') return undefined
  if (semantics === 'devtools') return DEVTOOLS_RULES
  if (semantics instanceof Set) return semantics
  throw new InvalidInputError(
    `Cannot make a heap: semantics ${JSON.stringify(semantics)}, expected "exact", "devtools" or a set of rules. ` +
      'Leave it out for "exact".',
  )
}
