import type { BirthFacts } from '../explain/births.ts'
import type { Heap } from '../heap/heap.ts'
import { NO_EDGE } from '../heap/ephemerons.ts'
import { NO_NODE } from '../heap/node-index.ts'
import { NodeSet } from '../heap/node-set.ts'
import { SpanningTree } from '../heap/spanning-tree.ts'
import { remainsOfSnapshots } from '../snapshot/own-nodes.ts'
import { canGrow, kindOf } from './growth-kind.ts'
import { withoutReplaced } from './growth-replaced.ts'
import { beyondThisJob } from './survivors.ts'

/** Some runs of the body, between two snapshots of one isolate. */
export interface Interval {
  /** What was there before them. */
  readonly earlier: Heap
  /** How often the body ran before the next snapshot was taken. 1 or more. */
  readonly runs: number
}

/** Objects of one kind, of which each interval left as many as it had runs, or more. */
export interface GrowingKind {
  /** The same for the same kind in other snapshots (growth-kind.ts). */
  readonly kind: string
  /** Those that were born in the intervals and are alive still; nodes of the last heap, ascending. */
  readonly members: readonly number[]
}

/** What grew in a heap, and the heap it was looked for in. */
export interface Growth {
  /** The last heap without what only the current job and toleak itself keep. */
  readonly heap: Heap
  /** What it keeps alive, and by which ways. */
  readonly tree: SpanningTree
  /** Runs of all intervals together. */
  readonly runs: number
  readonly kinds: readonly GrowingKind[]
}

/**
 * The kinds of objects that grew with every run: of which each interval left at least one for each of its runs. What was there before
 * them, and what came and went, is not counted; a cache that was filled once left nothing in the other interval, and one that is full
 * lost as much as it got.
 *
 * @param heap the last snapshot; all are of one isolate, with V8's ids unbroken
 * @param intervals oldest first
 * @param own a node of `heap` by which toleak holds what it needs meanwhile
 * @returns without kinds if nothing grew
 *
 * Cost: a look at the id of each object, a walk over the heap, and its dominators when something is kept for finalizers.
 */
export function growthOf(heap: Heap, intervals: readonly Interval[], own: number): Growth {
  const suspects = suspectsIn(heap, intervals)
  const rest = withoutOwn(heap, own)
  const tree = new SpanningTree(rest)
  const { alive } = tree
  const finalized = suspects.length === 0 ? undefined : heldForFinalizers(rest, alive)
  const ownData = dataOf(heap, own)
  const stays = (node: number) =>
    alive.has(node) && !isPattern(heap, node) && !finalized?.has(node) && !ownData.has(node)
  const grown = suspects
    .map(([kind, members]) => ({ kind, members: members.filter(stays) }))
    .filter(({ members }) => growsAlways(heap, intervals, members))
  const kinds = withoutReplaced(heap, intervals, grown)
  const runs = intervals.reduce((sum, interval) => sum + interval.runs, 0)
  return { heap: rest, tree, runs, kinds }
}

/** Whether it is worth looking closer: whether a kind grew with every run, if all that is there is alive. Cost: a look at the id of each object. */
export function mayHaveGrown(heap: Heap, intervals: readonly Interval[]): boolean {
  return suspectsIn(heap, intervals).length > 0
}

function suspectsIn(heap: Heap, intervals: readonly Interval[]): [kind: string, members: number[]][] {
  return [...kindsBornIn(heap, intervals)].filter(([, members]) => growsAlways(heap, intervals, members))
}

/** A heap without the references that end with the job or soon after, and without those to what toleak itself keeps until then. */
function withoutOwn(heap: Heap, own: number): Heap {
  const rest = beyondThisJob(heap)
  const remains = [...(own === NO_NODE ? [] : [own]), ...remainsOfSnapshots(heap)]
  return rest.without([
    ...remains.flatMap((node) => [...heap.retainersOf(node)]),
    ...pendingTicks(heap),
    ...fetchLog(heap),
  ])
}

/**
 * What an object holds as its data: through properties, not through classes and functions. V8 itself may have a hand on some array of an
 * earlier snapshot for a while.
 */
function dataOf(heap: Heap, own: number): NodeSet {
  const { firstEdge, nodeType } = heap.columns
  const object = heap.nodeTypeOf('object')
  const data = new NodeSet(heap.nodeCount)
  if (own === NO_NODE) return data
  data.add(own)
  const queue = [own]
  for (const node of queue)
    for (let edge = firstEdge[node]; edge < firstEdge[node + 1]; edge++) {
      const to = heap.edgeTo(edge)
      const isOwned =
        /^(property|element)$/.test(heap.edgeTypeName(edge)) && !CLASS_LABELS.has(heap.edgeLabel(edge))
      if (isOwned && nodeType[to] === object && data.add(to)) queue.push(to)
      else if (heap.edgeLabel(edge) === 'buffer') data.add(to)
    }
  return data
}

const CLASS_LABELS: ReadonlySet<string | number> = new Set(['__proto__', 'constructor', 'prototype'])

/** The references by which Node keeps its queue of `process.nextTick`, which is empty before anything else runs. */
function pendingTicks(heap: Heap): number[] {
  const found: number[] = []
  for (const edge of variablesNamed(heap, 'queue'))
    if (heap.name(heap.edgeTo(edge)) === 'FixedQueue')
      // the frame that empties it has it, too
      found.push(...heap.retainersOf(heap.edgeTo(edge)))
  return found
}

/** Variables of Node's module of performance timelines. */
const FETCH_LOGS = ['resourceTimingBuffer', 'resourceTimingSecondaryBuffer']
const OTHER_TIMELINE = 'markEntryBuffer'

/** The references by which Node keeps an entry of each `fetch`, up to 250 of them, asked for or not. */
function fetchLog(heap: Heap): number[] {
  const found: number[] = []
  for (const timeline of variablesNamed(heap, OTHER_TIMELINE))
    for (const log of FETCH_LOGS) {
      const entries = heap.findEdge(heap.edgeFrom(timeline), log, 'context')
      if (entries !== NO_EDGE) found.push(...heap.retainersOf(heap.edgeTo(entries)))
    }
  return found
}

/** The edges by which scopes have a variable of this name. */
function* variablesNamed(heap: Heap, name: string): Generator<number> {
  const { edgeCount, edgeName, strings } = heap.columns
  const wanted = strings.indexOf(name)
  if (wanted < 0) return
  for (let edge = 0; edge < edgeCount; edge++)
    if (edgeName[edge] === wanted && heap.edgeTypeName(edge) === 'context') yield edge
}

/** V8's record of what is registered with a FinalizationRegistry. */
const WEAK_CELL = 'system / WeakCell'

/**
 * What a FinalizationRegistry gives to its callback in a later turn of the event loop, since what was registered with it is gone, or goes with
 * the job: Node clears the timer of an `AbortSignal.timeout()` so. Undefined if there is nothing of the kind.
 */
function heldForFinalizers(heap: Heap, alive: NodeSet): NodeSet | undefined {
  const { firstEdge } = heap.columns
  const held = new NodeSet(heap.nodeCount)
  for (const node of heap.nodesNamed(WEAK_CELL)) {
    const target = heap.follow(node, 'target')
    if (target !== NO_NODE && alive.has(target)) continue
    for (let edge = firstEdge[node]; edge < firstEdge[node + 1]; edge++) {
      const to = heap.edgeTo(edge)
      if (heap.edgeTypeName(edge) === 'hidden' && heap.edgeLabel(edge) !== 0 && heap.name(to) !== WEAK_CELL)
        held.add(to)
    }
  }
  if (held.size === 0) return undefined
  const { immediateDominator, preorder } = heap.dominators
  for (let place = 1; place < preorder.length; place++)
    if (held.has(immediateDominator[preorder[place]])) held.add(preorder[place])
  return held
}

/** Whether V8 has an object only to copy it where an object literal is evaluated. */
function isPattern(heap: Heap, node: number): boolean {
  return heap.retainersOf(node).some((edge) => heap.name(heap.edgeFrom(edge)) === 'system / AllocationSite')
}

/** Whether a node of the last heap was there before the first interval. */
export function wasThereBefore(heap: Heap, [{ earlier }]: readonly Interval[], node: number): boolean {
  return earlier.nodeById(heap.id(node)) !== NO_NODE
}

/** key: kind; value: objects of the last heap that were not there before the first interval, ascending */
function kindsBornIn(heap: Heap, intervals: readonly Interval[]): Map<string, number[]> {
  const { nodeType } = heap.columns
  const isObject = heap.columns.nodeTypeNames.map((type) => /^(object|closure|hidden)$/.test(type))
  const kinds = new Map<string, number[]>()
  for (let node = 0; node < heap.nodeCount; node++) {
    if (!isObject[nodeType[node]] || wasThereBefore(heap, intervals, node) || !canGrow(heap, node)) continue
    const kind = kindOf(heap, node)
    const members = kinds.get(kind)
    if (members) members.push(node)
    else kinds.set(kind, [node])
  }
  return kinds
}

/** Whether each interval left as many of these as it had runs. */
function growsAlways(heap: Heap, intervals: readonly Interval[], members: readonly number[]): boolean {
  const left = intervals.map(() => 0)
  for (const node of members) left[intervalOf(heap, intervals, node)]++
  return intervals.every(({ runs }, index) => left[index] >= runs)
}

/** The interval in which an object was born, of which it is known that it was in one. */
function intervalOf(heap: Heap, intervals: readonly Interval[], node: number): number {
  const id = heap.id(node)
  return intervals.findLastIndex(({ earlier }) => earlier.nodeById(id) === NO_NODE)
}

/** What is known of births: everything. */
export function birthFacts(heap: Heap, isBorn: (node: number) => boolean): BirthFacts {
  const { edgeTo, edgeType, edgeName, strings } = heap.columns
  const born = new NodeSet(heap.nodeCount)
  for (let node = 0; node < heap.nodeCount; node++) if (isBorn(node)) born.add(node)
  // the ends of all prototype chains
  const roots = new Set<number>()
  const prototype = strings.indexOf('__proto__')
  const property = heap.edgeTypeOf('property')
  for (let edge = 0; edge < heap.edgeCount; edge++)
    if (edgeName[edge] === prototype && edgeType[edge] === property) roots.add(edgeTo[edge])
  for (const node of roots) if (heap.findEdge(node, '__proto__', 'property') !== NO_EDGE) roots.delete(node)
  return { born, roots }
}
