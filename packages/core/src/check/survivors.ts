import type { Anchor, Anchored } from '../capture/anchor.ts'
import { cannotTrust, findAnchor } from '../snapshot/find-anchor.ts'
import { NO_EDGE } from '../heap/ephemerons.ts'
import type { Heap } from '../heap/heap.ts'
import { NO_NODE } from '../heap/node-index.ts'
import { SpanningTree } from '../heap/spanning-tree.ts'
import { reachable } from '../heap/traversal.ts'

/**
 * The nodes of the objects that `anchor` refers to; those that have died since are not among them.
 *
 * @throws CaptureError if the snapshot does not show the anchor or its control object
 */
export function findAnchored(heap: Heap, anchor: Anchor): Anchored<readonly number[]> {
  const node = findAnchor(heap, anchor)
  const control = heap.follow(node, 'control')
  const objects = weakSetMembers(heap, heap.follow(node, 'objects'))
  if (control === NO_NODE || !objects.includes(control))
    throw cannotTrust(
      "the anchor's WeakSet without its control object",
      'it to show what is known to be alive',
    )
  return {
    objects: objects.filter((object) => object !== control),
    functions: weakSetMembers(heap, heap.follow(node, 'functions')),
    born: weakSetMembers(heap, heap.follow(node, 'born')),
    roots: weakSetMembers(heap, heap.follow(node, 'roots')),
    runs: listed(heap, heap.follow(node, 'runs')).map((set) => weakSetMembers(heap, set)),
    through: weakSetMembers(heap, heap.follow(node, 'through')),
  }
}

/** The elements of an array, by index. */
function listed(heap: Heap, array: number): number[] {
  const found: number[] = []
  if (array === NO_NODE) return found
  const { firstEdge, edgeTo } = heap.columns
  for (let edge = firstEdge[array]; edge < firstEdge[array + 1]; edge++)
    if (heap.edgeTypeName(edge) === 'element') found[Number(heap.edgeLabel(edge))] = edgeTo[edge]
  return found
}

function weakSetMembers(heap: Heap, weakSet: number): number[] {
  const table = weakSet === NO_NODE ? NO_NODE : heap.follow(weakSet, 'table')
  if (table === NO_NODE) return []
  const { firstEdge, edgeTo } = heap.columns
  const members = new Set<number>()
  for (let edge = firstEdge[table]; edge < firstEdge[table + 1]; edge++)
    if (heap.edgeTypeName(edge) === 'weak' && isObject(heap, edgeTo[edge])) members.add(edgeTo[edge])
  return [...members]
}

function isObject(heap: Heap, node: number): boolean {
  return (
    heap.columns.nodeType[node] !== heap.nodeTypeOf('hidden') &&
    heap.columns.nodeType[node] !== heap.nodeTypeOf('code')
  )
}

/** What more than the current job, or a debugger's console, keeps alive. */
export interface KeptBeyondJob {
  /** The heap without the references that end with the job, and without those of the console. */
  readonly heap: Heap
  /** What it keeps alive, and by which ways. */
  readonly tree: SpanningTree
  /** Those of the nodes asked about that stay. */
  readonly kept: readonly number[]
}

/** The running functions, whose variables are not to count. */
export interface RunningFrames {
  /** Promises that they wait for: what continues when one settles is running, too. */
  readonly awaited: readonly number[]
}

/**
 * Which of the nodes more than the current job keeps alive: a `WeakRef` that was made or read keeps its target to the end of the
 * job, a pending microtask or callback of `process.nextTick` what it will run with. All are gone at the next turn of the event loop,
 * whatever the program does. Nor does it count what only the inspector keeps, so that a debugger can show what was logged or looked at,
 * nor the objects of native classes that V8 makes to copy new ones from.
 *
 * @param frames when given, what only the running functions hold is not kept either
 *
 * Cost: a walk over the heap; another when one of the nodes is not met.
 */
export function keptBeyondThisJob(
  heap: Heap,
  nodes: readonly number[],
  frames?: RunningFrames,
): KeptBeyondJob {
  const rest = beyondThisJob(heap, frames)
  const tree = new SpanningTree(rest)
  const { alive } = tree
  if (nodes.every((node) => alive.has(node))) return { heap: rest, tree, kept: nodes }
  const keptByJob = reachable(heap)
  // what no root explains was found alive all the same: better reported than lost
  return { heap: rest, tree, kept: nodes.filter((node) => alive.has(node) || !keptByJob.has(node)) }
}

/** The heap without the references that end with the current job, and without a debugger's and V8's own, of which no program knows. */
export function beyondThisJob(heap: Heap, frames?: RunningFrames): Heap {
  return heap.without(findJobEdges(heap, frames))
}

/** A pending microtask. */
const MICROTASK = /^system \/ (Promise\w+JobTask|CallbackTask|CallableTask)$/

/** What V8 calls its references to what was logged, and to what a debugger has looked at. */
const CONSOLE_HANDLE = / \/ DevTools console$/

/**
 * Where a realm has the objects of native classes, such as MessagePort or DatabaseSync, that V8 copies new ones from: the first instance of
 * a class leaves one, which counts as an instance, and no program can see or free it.
 */
const TEMPLATES = {
  realm: 'system / NativeContext',
  caches: ['fast_template_instantiations_cache', 'slow_template_instantiations_cache'],
}

/** By what Jest's environment remembers, until the test file ends, which globals were deleted: no program can free that. */
const JEST_GLOBALS = { class: 'GlobalProxy', deleted: 'leftovers', set: 'propertyToValue' }

/** Root lists of what runs now. */
const FRAME_ROOTS = /^\((Stack roots|Handle scope|Relocatable)\)$/

/** The function of Node's that works off the callbacks of `process.nextTick`, and its variable that has them. */
const TICKS = { worker: 'processTicksAndRejections', queue: 'queue' }

/**
 * The edges that last as long as the job, the running functions or a debugger: out of the root lists, and to Node's own queue. And those
 * to the objects that V8 copies new ones from, and, under Jest, to the globals that the program has deleted.
 */
function findJobEdges(heap: Heap, frames: RunningFrames | undefined): Set<number> {
  const found = new Set([...tickQueueEdges(heap), ...templateEdges(heap), ...deletedGlobalEdges(heap)])
  const { firstEdge, edgeTo } = heap.columns
  const roots = heap.follow(heap.root, 1)
  for (const list of roots === NO_NODE ? [heap.root] : [heap.root, roots])
    for (let edge = firstEdge[list]; edge < firstEdge[list + 1]; edge++) {
      const category = heap.name(edgeTo[edge])
      if (category === '(Micro tasks)' || (frames && FRAME_ROOTS.test(category))) found.add(edge)
      if (category === '(Global handles)')
        for (const handle of consoleHandles(heap, edgeTo[edge])) found.add(handle)
      if (!/^\(Strong root/.test(category)) continue
      for (let inner = firstEdge[edgeTo[edge]]; inner < firstEdge[edgeTo[edge] + 1]; inner++) {
        const label = String(heap.edgeLabel(inner))
        // Node 20 has the queue of microtasks among the strong roots, one edge a microtask
        const isMicrotask = category === '(Strong roots)' && MICROTASK.test(heap.name(edgeTo[inner]))
        const isRunning = frames !== undefined && /current_microtask/.test(label)
        if (isMicrotask || isRunning || /weak_refs_keep_during_job/.test(label)) found.add(inner)
      }
    }
  for (const promise of frames?.awaited ?? [])
    for (let edge = firstEdge[promise]; edge < firstEdge[promise + 1]; edge++)
      if (heap.edgeLabel(edge) === 'reactions_or_result') found.add(edge)
  return found
}

function* consoleHandles(heap: Heap, globalHandles: number): Generator<number> {
  const { firstEdge } = heap.columns
  for (let edge = firstEdge[globalHandles]; edge < firstEdge[globalHandles + 1]; edge++)
    if (CONSOLE_HANDLE.test(String(heap.edgeLabel(edge)))) yield edge
}

function* templateEdges(heap: Heap): Generator<number> {
  const { firstEdge, edgeTo } = heap.columns
  for (const realm of heap.nodesNamed(TEMPLATES.realm))
    for (const name of TEMPLATES.caches) {
      const cache = heap.follow(realm, name)
      if (cache === NO_NODE) continue
      for (let edge = firstEdge[cache]; edge < firstEdge[cache + 1]; edge++)
        // not the classes themselves
        if (heap.typeName(edgeTo[edge]) === 'object') yield edge
    }
}

function* deletedGlobalEdges(heap: Heap): Generator<number> {
  for (const node of heap.nodesNamed(JEST_GLOBALS.class)) {
    if (heap.typeName(node) !== 'object') continue
    const edge = heap.findEdge(node, JEST_GLOBALS.deleted)
    if (edge !== NO_EDGE && heap.follow(node, JEST_GLOBALS.set) !== NO_NODE) yield edge
  }
}

function* tickQueueEdges(heap: Heap): Generator<number> {
  for (const node of heap.nodesNamed(TICKS.worker)) {
    if (heap.typeName(node) !== 'closure') continue
    const queue = heap.follow(node, 'context', TICKS.queue)
    if (queue === NO_NODE || heap.name(queue) !== 'FixedQueue') continue
    // not the edge to the queue: the running function may have it on its stack
    for (const buffer of ['head', 'tail']) {
      const edge = heap.findEdge(queue, buffer)
      if (edge !== NO_EDGE) yield edge
    }
  }
}
