import { InvalidInputError } from '../errors.ts'
import { labelOf } from '../explain/labels.ts'
import { shownPlace } from '../explain/shown-place.ts'
import { definitionOf, readLinks } from '../explain/trace.ts'
import { waysFromHolders, waysToHeld } from '../explain/ways.ts'
import { propertyWords } from '../explain/words.ts'
import { ObjectGraph } from '../graph/object-graph.ts'
import { WEAK } from '../heap/edge-strength.ts'
import type { Heap } from '../heap/heap.ts'
import { ancestors, descendants } from '../heap/traversal.ts'
import { classNameOf } from './class-names.ts'
import type { HeapView } from './heap-view.ts'

/** A node of the graphs that a `HeapGraph` gives; its key is `@` and V8's id. */
export interface ReferenceNode {
  /** Words for the object, or the name of the root. */
  readonly label: string
  /** The class of an object; `Function`, `(string)`, `(array)`, `(system)` and the like for other nodes. */
  readonly className: string
  /** V8's id. */
  readonly id: number
  /** V8's kind of node. */
  readonly type: string
  /** Bytes of the object itself. */
  readonly shallowSize: number
  /** Where a function is written: `src/worker.js:3:1`, relative to the working directory. */
  readonly place?: string
}

/** An edge of the graphs that a `HeapGraph` gives. */
export interface ReferenceEdge {
  /** Words for the reference: ``local variable `job` ``, `.items`, `[0]`. */
  readonly label: string
}

/** A part of a heap as a graph of its own. */
export type ReferenceGraph = ObjectGraph<ReferenceNode, ReferenceEdge>

/** Which part of the heap, and how it is told. */
export interface ReferenceOptions {
  /** References between a start and the nodes given; 0: the starts alone, omitted: no limit. */
  readonly generations?: number
  /**
   * Whether V8's own records (scopes, property tables, maps, code) are nodes, too, and every reference that is not weak is an edge of
   * one generation. Default false: references are as in the program, and what lies between is part of their words.
   */
  readonly internals?: boolean
}

/** More than this is no graph to look at, and a heavy one to hold. */
const MOST_NODES = 100_000

/** Both ways along the references: by each edge that is not weak, and by what people see as one reference. */
const WALKS = {
  ancestors: { exact: ancestors, ways: waysFromHolders },
  descendants: { exact: descendants, ways: waysToHeld },
} as const

/** What helps to keep the starts alive, or what they help to keep alive; and the starts. */
export function referenceGraph(
  view: HeapView,
  starts: readonly number[],
  options: ReferenceOptions,
  direction: keyof typeof WALKS,
): ReferenceGraph {
  if (!options.internals) return wordedGraph(view, starts, options, direction)
  return exactGraph(view, WALKS[direction].exact(view.heap, starts, options), direction)
}

/**
 * These nodes, and all references between them that are not weak.
 *
 * @throws InvalidInputError if there are more than 100,000
 */
export function exactGraph(
  view: HeapView,
  nodes: Iterable<number> & { readonly size: number },
  what: string,
): ReferenceGraph {
  const { heap } = view
  if (nodes.size > MOST_NODES) throw tooMany(what)
  const keys = new Map<number, string>()
  for (const node of nodes) keys.set(node, keyOf(heap, node))
  const { firstEdge, edgeTo } = heap.columns
  const edges = []
  for (const [node, from] of keys)
    for (let edge = firstEdge[node]; edge < firstEdge[node + 1]; edge++) {
      const to = keys.get(edgeTo[edge])
      if (to === undefined || heap.edgeStrength[edge] === WEAK) continue
      edges.push({ key: String(edge), from, to, label: edgeWords(heap, edge) })
    }
  return ObjectGraph.of<ReferenceNode, ReferenceEdge>(
    Array.from(keys.keys(), (node) => describeNode(view, node)),
    edges,
  )
}

/** Breadth first over the references as people see them, a generation at a time. */
function wordedGraph(
  view: HeapView,
  starts: readonly number[],
  { generations = Infinity }: ReferenceOptions,
  direction: keyof typeof WALKS,
): ReferenceGraph {
  const { heap, scene, edgeCost, beginnings } = view
  const ways = { edgeCost, beginnings, most: Infinity }
  const nodes = new Map<number, ReferenceNode & { key: string }>()
  const edges = new Map<string, ReferenceEdge & { from: string; to: string }>()
  let generation: number[] = []
  const meet = (node: number) => {
    if (nodes.has(node)) return
    if (nodes.size === MOST_NODES) throw tooMany(direction)
    nodes.set(node, describeNode(view, node))
    generation.push(node)
  }
  for (const start of starts) meet(start)

  for (let depth = 0; depth < generations && generation.length > 0; depth++) {
    const current = generation
    generation = []
    for (const node of current) {
      // nothing that people know keeps a root, and it is no part of what they asked about
      if (beginnings.has(node) && !starts.includes(node) && direction === 'ancestors') continue
      for (const way of WALKS[direction].ways(heap, node, ways))
        for (const { from, to, reading } of readLinks(scene, way)) {
          meet(from)
          meet(to)
          const edge = { from: keyOf(heap, from), to: keyOf(heap, to), label: reading.words }
          edges.set(JSON.stringify(edge), edge)
        }
    }
  }
  return ObjectGraph.of<ReferenceNode, ReferenceEdge>(nodes.values(), edges.values())
}

function describeNode(view: HeapView, node: number): ReferenceNode & { key: string } {
  const { heap, scene } = view
  const beginning = view.beginnings.get(node)?.describe()
  const place = beginning ? beginning.place : definitionOf(scene, node)
  return {
    key: keyOf(heap, node),
    label: beginning?.label ?? labelOf(heap, node),
    className: classNameOf(heap, node),
    id: heap.id(node),
    type: heap.typeName(node),
    shallowSize: heap.shallowSize[node],
    ...(place && { place: shownPlace(place, process.cwd()) }),
  }
}

/** The key of a node in the graphs given. */
function keyOf(heap: Heap, node: number): string {
  return `@${heap.id(node)}`
}

function edgeWords(heap: Heap, edge: number): string {
  const label = heap.edgeLabel(edge)
  const type = heap.edgeTypeName(edge)
  if (type === 'context') return `variable \`${label}\``
  return type === 'property' || type === 'element' ? propertyWords(label, { redact: false }) : String(label)
}

function tooMany(what: string): InvalidInputError {
  return new InvalidInputError(
    `Cannot make a graph of the ${what}: there are more than ${MOST_NODES.toLocaleString('en-US')}, expected fewer. ` +
      'Give a limit, such as { generations: 5 }.',
  )
}
