import { EPHEMERON, STRONG } from '../heap/edge-strength.ts'
import type { Heap } from '../heap/heap.ts'
import { minimumCut } from '../heap/min-cut.ts'
import { pushTo } from '../heap/push-to.ts'
import type { SpanningTree } from '../heap/spanning-tree.ts'
import type { Births, Origin } from './births.ts'
import { DEAR } from './edge-cost.ts'
import { isUserLevel } from './labels.ts'
import type { Beginnings } from './roots.ts'
import { isScope } from './scopes.ts'
import { timerChainsIn } from './timer-chains.ts'

/** The references to take away, so that nothing keeps the survivors alive any more. */
export interface ReferenceCut {
  /** The references: each by the edge that is its own, first, and others that say the same, as V8 lists an array's element in its store, too. */
  readonly references: readonly (readonly number[])[]
  /** All these edges. */
  readonly edges: ReadonlySet<number>
}

/** What a cut is looked for in. */
export interface CutInput {
  readonly heap: Heap
  /** What each edge costs a path (edge-cost.ts). */
  readonly edgeCost: (edge: number) => number
  readonly beginnings: Beginnings
  readonly births: Births
  /** What the GC roots keep alive. */
  readonly tree: SpanningTree
}

/** Beyond these the cut is not looked for: what holds the survivors is a good part of the heap. */
const MOST_NODES = 200_000
const MOST_EDGES = 2_000_000

/** One reference more is dearer than any choice among references. */
const REFERENCE = 100_000
/** Costs of choosing a reference, by when the two objects were born. */
const OLD_TO_BORN = 0
const INTO_UNKNOWN = 20
const AMONG_UNKNOWN = 25
const AMONG_BORN = 30
/** V8's own links between an object and its parts. */
const STRUCTURE = 200
const MACHINERY = 300

const STRUCTURE_LABELS: ReadonlySet<string | number> = new Set([
  'context',
  'elements',
  'extension',
  'parameters_and_registers',
  'previous',
  'properties',
  'table',
])

/**
 * The smallest set of references, among those that lead from what was there before the body (or from a beginning that people know) to
 * the survivors, without which nothing keeps these alive. Of several smallest: from what was there before to what the body made.
 *
 * @returns undefined when what holds the survivors is too large to look through, or nothing does
 *
 * Cost: linear in the references to what the body made; not in the heap.
 */
export function findCut(input: CutInput, survivors: readonly number[]): ReferenceCut | undefined {
  const byKey = cutOf(input, survivors, 'key')
  // of an entry's key and table each is needed, and the network can have one: whichever leaves less to cut
  const byTable = byKey?.hasEntries ? cutOf(input, survivors, 'table') : undefined
  const cut = byKey && byTable && byTable.cost < byKey.cost ? byTable : byKey
  return cut && { references: cut.references, edges: new Set(cut.references.flat()) }
}

/** Which half of a WeakMap's entry stands for it, where neither is alive by itself. */
type EntryHalf = 'key' | 'table'

function cutOf(
  input: CutInput,
  survivors: readonly number[],
  half: EntryHalf,
): (Pick<ReferenceCut, 'references'> & { cost: number; hasEntries: boolean }) | undefined {
  const region = regionAbove(input, survivors, half)
  if (region === undefined) return undefined
  // arcs into the sink come last and are infinite
  const arcs = minimumCut(region)
  if (arcs === undefined || arcs.length === 0) return undefined
  const { heap } = input
  const references = arcs
    .map((arc) => region.edge[arc])
    .map((edge) => [edge, ...(region.twins.get(pair(heap.edgeFrom(edge), heap.edgeTo(edge))) ?? [])])
  const cost = arcs.reduce((sum, arc) => sum + region.capacity[arc], 0)
  return { references, cost, hasEntries: region.hasEntries }
}

/** The objects between what is alive by itself and the survivors, as a network. */
interface Region {
  readonly nodeCount: number
  readonly from: number[]
  readonly to: number[]
  readonly capacity: number[]
  /** index: arc; value: edge of the heap */
  readonly edge: number[]
  /** key: holder and held; value: edges of V8's stores that say the same */
  readonly twins: Map<string, number[]>
  /** Whether a half had to be chosen of an entry of a WeakMap. */
  readonly hasEntries: boolean
}

const SOURCE = 0
const SINK = 1

function regionAbove(input: CutInput, survivors: readonly number[], half: EntryHalf): Region | undefined {
  const { heap, births, beginnings } = input
  const { alive } = input.tree
  const { edgeStrength, edgeFroms } = heap
  const timers = timerChainsIn(heap)
  const isSurvivor = new Set(survivors)
  const place = new Map<number, number>()
  const queue: number[] = []
  const placeOf = (node: number) => {
    let at = place.get(node)
    if (at === undefined) {
      at = place.size + 2
      place.set(node, at)
      queue.push(node)
    }
    return at
  }
  const region: Omit<Region, 'nodeCount' | 'hasEntries'> = {
    from: [],
    to: [],
    capacity: [],
    edge: [],
    twins: new Map(),
  }
  let hasEntries = false
  const addArc = (from: number, to: number, edge: number) => {
    region.from.push(from)
    region.to.push(to)
    region.edge.push(edge)
  }
  const isAliveByItself = (node: number) =>
    // the root, and its lists, that no program can be without
    heap.typeName(node) === 'synthetic' ||
    // a survivor that is one, too, is to go
    (beginnings.has(node) && !isSurvivor.has(node)) ||
    births.originOf(node) === 'before' ||
    // its list holds it, as far as a person is concerned
    timers.isPending(node)

  const decidingHalf = (key: number, edge: number) => {
    const table = heap.ephemerons.table[heap.ephemerons.entryOf(edge)]
    if (isAliveByItself(key)) return table
    if (isAliveByItself(table)) return key
    hasEntries = true
    return half === 'key' ? key : table
  }

  for (const survivor of survivors) placeOf(survivor)
  for (let next = 0; next < queue.length; next++) {
    const node = queue[next]
    for (const edge of heap.retainersOf(node)) {
      const from = edgeFroms[edge]
      const strength = edgeStrength[edge]
      if (strength !== STRONG && strength !== EPHEMERON) continue
      if (from === node || !alive.has(from)) continue
      const owners = ownersBesides(heap, from, node)
      if (owners !== undefined) {
        for (const owner of owners) {
          const key = pair(owner, node)
          region.twins.set(key, [...(region.twins.get(key) ?? []), edge])
        }
        continue
      }
      const holder = strength === EPHEMERON ? decidingHalf(from, edge) : from
      addArc(isAliveByItself(holder) ? SOURCE : placeOf(holder), placeOf(node), edge)
    }
    if (queue.length > MOST_NODES || region.edge.length > MOST_EDGES) return undefined
  }
  const originOf = originsIn(input, region)
  for (const [arc, edge] of region.edge.entries())
    region.capacity.push(
      capacityOf(
        input,
        edge,
        region.from[arc] === SOURCE ? 'before' : originOf(heap.edgeFrom(edge)),
        originOf(heap.edgeTo(edge)),
      ),
    )
  for (const survivor of survivors) {
    addArc(placeOf(survivor), SINK, -1)
    region.capacity.push(Infinity)
  }
  return { ...region, nodeCount: place.size + 2, hasEntries }
}

/** Births in a region: what is unknown, but held by nothing except what the body made, came with it. */
function originsIn(
  { heap, births }: CutInput,
  { from, edge }: Pick<Region, 'from' | 'edge'>,
): Births['originOf'] {
  const isUnknown = (node: number) => births.originOf(node) === undefined
  const heldByUnknown = new Map<number, number[]>()
  // what something older holds, or may: from there on through what is unknown
  const mayBeOld = new Set<number>()
  for (const [arc, each] of edge.entries()) {
    const [holder, held] = [heap.edgeFrom(each), heap.edgeTo(each)]
    if (!isUnknown(held)) continue
    if (from[arc] === SOURCE || births.originOf(holder) === 'before') mayBeOld.add(held)
    else if (isUnknown(holder)) pushTo(heldByUnknown, holder, held)
  }
  for (const node of mayBeOld) for (const held of heldByUnknown.get(node) ?? []) mayBeOld.add(held)
  return (node) => births.originOf(node) ?? (mayBeOld.has(node) ? undefined : 'body')
}

function capacityOf({ heap, edgeCost }: CutInput, edge: number, from: Origin, to: Origin): number {
  const choice =
    from === 'body'
      ? AMONG_BORN
      : to === 'body'
        ? OLD_TO_BORN
        : from === 'before'
          ? INTO_UNKNOWN
          : AMONG_UNKNOWN
  const type = heap.edgeTypeName(edge)
  const isStructure = type === 'internal' && STRUCTURE_LABELS.has(heap.edgeLabel(edge))
  return REFERENCE + choice + (isStructure ? STRUCTURE : 0) + (edgeCost(edge) >= DEAR ? MACHINERY : 0)
}

/** Owners of one store that are looked for, and records between. */
const MOST_OWNERS = 40

/**
 * The objects of whose contents `store` is V8's record, if each of them refers to `held` itself, too: then the store's reference is no
 * other than theirs. Undefined if `store` is no such record.
 */
function ownersBesides(heap: Heap, store: number, held: number): number[] | undefined {
  if (!isRecord(heap, store)) return undefined
  const owners: number[] = []
  const seen = new Set([store])
  const queue = [store]
  for (const record of queue)
    for (const edge of heap.retainersOf(record)) {
      const from = heap.edgeFrom(edge)
      if (heap.edgeStrength[edge] !== STRONG || seen.has(from)) continue
      seen.add(from)
      if (seen.size > MOST_OWNERS) return undefined
      if (isRecord(heap, from)) queue.push(from)
      else if (refersTo(heap, from, held)) owners.push(from)
      else return undefined
    }
  return owners.length > 0 ? owners : undefined
}

/** A store of elements, properties or accessors. */
function isRecord(heap: Heap, node: number): boolean {
  return (
    node !== heap.root &&
    !isUserLevel(heap, node) &&
    !isScope(heap, node) &&
    heap.typeName(node) !== 'synthetic'
  )
}

function refersTo(heap: Heap, holder: number, held: number): boolean {
  const { firstEdge, edgeTo } = heap.columns
  for (let edge = firstEdge[holder]; edge < firstEdge[holder + 1]; edge++)
    if (edgeTo[edge] === held && heap.edgeStrength[edge] === STRONG) return true
  return false
}

function pair(from: number, to: number): string {
  return `${from}>${to}`
}
