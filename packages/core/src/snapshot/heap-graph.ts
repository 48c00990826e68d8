import { InvalidInputError, NotFoundError } from '../errors.ts'
import type { LiveObjects } from '../capture/live-objects.ts'
import type { LiveFacts } from '../explain/live-facts.ts'
import { snapshotFacts } from '../explain/snapshot-facts.ts'
import { countBy } from '../graph/count-by.ts'
import type { ObjectGraph } from '../graph/object-graph.ts'
import { sourceComponents, stronglyConnectedComponents } from '../heap/components.ts'
import { shortestCycle } from '../heap/cycles.ts'
import type { Heap } from '../heap/heap.ts'
import { NO_NODE } from '../heap/node-index.ts'
import { NodeSet } from '../heap/node-set.ts'
import { retainingPaths } from '../heap/retaining-paths.ts'
import type { ClassSummary } from './classes.ts'
import { summarizeClasses } from './classes.ts'
import { HeapEdge, HeapNode } from './heap-node.ts'
import { HeapView } from './heap-view.ts'
import { instancesNamed, instancesOf, prototypeWrittenAt } from './instances.ts'
import type { ReferenceEdge, ReferenceGraph, ReferenceNode, ReferenceOptions } from './reference-graph.ts'
import { exactGraph, referenceGraph } from './reference-graph.ts'
import type { RetentionOptions, RetentionReport } from './retention-report.ts'
import { explainRetention } from './retention-report.ts'
import { SnapshotDiff } from './snapshot-diff.ts'

/** A class, abstract or not. */
export type AnyClass =
  | (abstract new (...args: never[]) => unknown)
  // one with a private constructor
  | (NewableFunction & Readonly<Record<'prototype', object>>)

/** A node: as this graph gave it, by its ordinal, or (in a graph of the running isolate) the live object itself. */
export type HeapNodeRef = HeapNode | number | object

/** One node, or an array of them. For a live array give its node: `graph.nodeOf(array)`. */
export type HeapNodeRefs = HeapNodeRef | readonly HeapNodeRef[]

/**
 * All objects of a heap, and the references between them, as a snapshot shows them: a container of nodes.
 *
 * ```ts
 * const graph = snapshot()
 * await graph.ancestors(graph.instancesOf(SomeComputation)[0], { generations: 5 }).exportImage('computations.svg')
 * ```
 *
 * Iterating gives the nodes by their ordinals. Nothing in it keeps an object of the program alive. What follows from the heap
 * (distances, dominators, retained sizes) is computed when it is first asked for, and kept.
 */
export class HeapGraph {
  readonly #view: HeapView
  readonly #live: LiveObjects | undefined

  /** @internal */
  constructor(heap: Heap, live?: LiveObjects, learnt: LiveFacts = snapshotFacts(heap)) {
    this.#live = live
    this.#view = new HeapView(heap, live ? factsOf(live, learnt) : learnt)
  }

  /** Number of nodes. */
  get size(): number {
    return this.#view.heap.nodeCount
  }

  /** Number of references, of every strength. */
  get edgeCount(): number {
    return this.#view.heap.edgeCount
  }

  /** V8's own root, which holds all GC roots. */
  get root(): HeapNode {
    return this.#view.node(this.#view.heap.root)
  }

  /** The nodes, by their ordinals. A view is made for each. */
  *[Symbol.iterator](): Generator<HeapNode, void, undefined> {
    for (let node = 0; node < this.size; node++) yield this.#view.node(node)
  }

  /**
   * The node of an ordinal.
   *
   * @throws InvalidInputError if there is none
   */
  node(ordinal: number): HeapNode {
    return this.#view.node(this.#ordinalOf(ordinal))
  }

  /** The node of V8's id, as texts and pictures show it behind an `@`; undefined if there is none. */
  nodeById(id: number): HeapNode | undefined {
    const node = this.#view.heap.nodeById(id)
    return node === NO_NODE ? undefined : this.#view.node(node)
  }

  /** Whether a node, or a live object, is in this graph. */
  has(ref: HeapNodeRef): boolean {
    if (typeof ref === 'number') return Number.isInteger(ref) && ref >= 0 && ref < this.size
    if (ref instanceof HeapNode) return this.has(ref.ordinal) && this.#view.heap.id(ref.ordinal) === ref.id
    return this.nodeOf(ref) !== undefined
  }

  /**
   * The node of a live object; undefined if it is younger than the snapshot.
   *
   * @throws InvalidInputError if this graph is of a file; CaptureError if V8 has numbered its objects anew since the snapshot, which
   *   happens when an inspector session ends
   *
   * Cost: 0.2 ms.
   */
  nodeOf(object: object): HeapNode | undefined {
    if ((typeof object !== 'object' || object === null) && typeof object !== 'function')
      throw new InvalidInputError(
        `Cannot look up a live object: found ${String(object)}, expected an object or a function. Strings and numbers have no identity; use find().`,
      )
    const id = this.#liveObjects('look up a live object').idOf(object)
    return id === undefined ? undefined : this.nodeById(id)
  }

  /**
   * The live object of a node; undefined if it has died since, or is a record of V8's.
   *
   * @throws InvalidInputError if this graph is of a file; CaptureError if V8 has numbered its objects anew since the snapshot
   *
   * Cost: V8 searches its whole heap: 0.2 s for 300,000 nodes.
   */
  objectOf(ref: HeapNode | number): object | undefined {
    const node = this.#ordinalOf(ref)
    return this.#liveObjects('look up the object of a node').objectOf(this.#view.heap.id(node))
  }

  /** The nodes that satisfy a predicate. A view is made for each node of the graph. */
  find(predicate: (node: HeapNode) => unknown): HeapNode[] {
    const found: HeapNode[] = []
    for (const node of this) if (predicate(node)) found.push(node)
    return found
  }

  /** The nodes of this very name: objects of the class, functions, strings, whatever has it. */
  findByName(name: string): HeapNode[] {
    return Array.from(this.#view.heap.nodesNamed(name), (node) => this.#view.node(node))
  }

  /**
   * The instances of a class, subclasses included, prototype objects left out. A class is found by its identity; a name stands for
   * all classes of that name.
   *
   * @throws InvalidInputError if a class is given and this graph is of a file; CaptureError if V8 has numbered its objects anew since
   *   the snapshot, and the class cannot be told by the place where it is written
   */
  instancesOf(target: AnyClass | string): HeapNode[] {
    const { heap } = this.#view
    const nodes =
      typeof target === 'string'
        ? instancesNamed(heap, target)
        : instancesOf(heap, [this.#prototypeOf(target)])
    return nodes.map((node) => this.#view.node(node))
  }

  /** Number of nodes per class, most frequent first. Classes of one name count together. */
  countByClass(): Map<string, number> {
    const { classOf, classes } = this.#view.classes
    const count = new Map<string, number>()
    const counts = new Float64Array(classes.length)
    for (const each of classOf) counts[each]++
    for (const [index, { className }] of classes.entries())
      count.set(className, (count.get(className) ?? 0) + counts[index])
    return new Map([...count].sort(([, a], [, b]) => b - a))
  }

  /** Number of nodes per class that `classify` gives them, most frequent first. Nodes it gives undefined are not counted. */
  countBy<Class>(classify: (node: HeapNode) => Class | undefined): Map<Class, number> {
    return countBy(this, classify)
  }

  /** The classes, with counts, shallow and retained sizes, the greatest retained size first. Classes of one name from several places are several. */
  classes(): ClassSummary[] {
    return summarizeClasses(this.#view.heap, this.#view.classes)
  }

  /**
   * What helps to keep nodes alive, and these nodes, as a graph to look at.
   *
   * @throws InvalidInputError if there are more than 100,000
   *
   * Cost: each reference of the part is put into words, 7 µs each; without a limit of generations there can be millions.
   */
  ancestors(targets: HeapNodeRefs, options: ReferenceOptions = {}): ReferenceGraph {
    return referenceGraph(this.#view, this.#ordinalsOf(targets), verified(options), 'ancestors')
  }

  /**
   * What nodes help to keep alive, and these nodes, as a graph to look at.
   *
   * @throws InvalidInputError if there are more than 100,000
   */
  descendants(sources: HeapNodeRefs, options: ReferenceOptions = {}): ReferenceGraph {
    return referenceGraph(this.#view, this.#ordinalsOf(sources), verified(options), 'descendants')
  }

  /**
   * These nodes, and all references between them that are not weak, as a graph to look at.
   *
   * @throws InvalidInputError if there are more than 100,000
   */
  subgraph(nodes: Iterable<HeapNodeRef>): ObjectGraph<ReferenceNode, ReferenceEdge> {
    const members = new Set(Array.from(nodes, (node) => this.#ordinalOf(node)))
    return exactGraph(this.#view, members, 'nodes')
  }

  /**
   * The shortest ways from V8's root to a node that pass no node twice, each as references in order, the shortest way first.
   *
   * @throws NotFoundError if nothing keeps it alive
   */
  retainingPaths(target: HeapNodeRef, { count = 1 }: { readonly count?: number } = {}): HeapEdge[][] {
    return retainingPaths(this.#view.heap, this.#ordinalOf(target), { count }).map((edges) =>
      edges.map((edge) => new HeapEdge(this.#view, edge)),
    )
  }

  /** Bytes that go with a node, its own among them. */
  retainedSize(ref: HeapNodeRef): number {
    return this.#view.node(this.#ordinalOf(ref)).retainedSize
  }

  /** Bytes of a node itself. */
  shallowSize(ref: HeapNodeRef): number {
    return this.#view.node(this.#ordinalOf(ref)).shallowSize
  }

  /** Least number of strong references from V8's root; undefined if there is no way. */
  distance(ref: HeapNodeRef): number | undefined {
    return this.#view.node(this.#ordinalOf(ref)).distance
  }

  /** The node without which this one would go, the nearest one; undefined for the root, and if no GC root reaches it. */
  dominator(ref: HeapNodeRef): HeapNode | undefined {
    return this.#view.node(this.#ordinalOf(ref)).dominator
  }

  /**
   * The largest groups of nodes that all reach each other by references that are not weak, as arrays; by their least ordinals.
   *
   * @param nodes the nodes to look at; all if omitted
   * @param options `least`: the fewest nodes of a group; 2 if omitted, which leaves out nodes that are on no cycle with others
   */
  stronglyConnectedComponents(
    nodes?: Iterable<HeapNodeRef>,
    { least = 2 }: { readonly least?: number } = {},
  ): HeapNode[][] {
    return stronglyConnectedComponents(this.#view.heap, this.#part(nodes))
      .filter((members) => members.length >= least)
      .map((members) => this.#nodesOf(members))
  }

  /** The strongly connected components of some nodes that none of the others refers to: whatever keeps them, it keeps them by these. */
  sourceComponents(nodes: Iterable<HeapNodeRef>): HeapNode[][] {
    return sourceComponents(this.#view.heap, this.#part(nodes)).map((members) => this.#nodesOf(members))
  }

  /**
   * The references of a shortest cycle through a node, in order.
   *
   * @throws NotFoundError if there is none
   */
  shortestCycle(ref: HeapNodeRef): HeapEdge[] {
    const node = this.#ordinalOf(ref)
    const cycle = shortestCycle(this.#view.heap, node)
    if (cycle) return cycle.map((edge) => new HeapEdge(this.#view, edge))
    const { label, id } = this.#view.node(node)
    throw new NotFoundError(
      `No cycle through ${label} @${id}: what it refers to does not lead back to it, expected a way back. ` +
        'Nodes on cycles are in stronglyConnectedComponents().',
    )
  }

  /**
   * What came, went and stayed between this snapshot and a later one of the same isolate.
   *
   * @throws InvalidInputError if they are not of one isolate, or V8 numbered its objects anew in between
   */
  diff(later: HeapGraph): SnapshotDiff {
    return new SnapshotDiff(this.#view, later.#view)
  }

  /** Why these nodes are alive: in words, with pictures, and where to cut. */
  explain(targets: HeapNodeRefs, options?: RetentionOptions): RetentionReport {
    return explainRetention(this.#view, this.#ordinalsOf(targets), options)
  }

  /** Ends the inspector session that looking up live objects has opened. The graph stays; live objects cannot be looked up any more. */
  close(): void {
    this.#live?.close()
  }

  /** As `close()`, for `using`. */
  [Symbol.dispose](): void {
    this.close()
  }

  /** One line for the console: `HeapGraph { 61,204 nodes, 251,377 edges }`. */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return `HeapGraph { ${this.size.toLocaleString('en-US')} nodes, ${this.edgeCount.toLocaleString('en-US')} edges }`
  }

  #ordinalsOf(refs: HeapNodeRefs): number[] {
    return Array.isArray(refs)
      ? Array.from(refs as readonly HeapNodeRef[], (ref) => this.#ordinalOf(ref))
      : [this.#ordinalOf(refs)]
  }

  #ordinalOf(ref: HeapNodeRef): number {
    if (typeof ref === 'number' || ref instanceof HeapNode) {
      if (this.has(ref)) return typeof ref === 'number' ? ref : ref.ordinal
      const found = typeof ref === 'number' ? `node ${ref}` : `a node of another graph (@${ref.id})`
      throw new InvalidInputError(
        `Cannot tell which node is meant: found ${found}, expected one of 0 to ${this.size - 1}. Ask nodeById() for V8's ids.`,
      )
    }
    const node = this.nodeOf(ref)
    if (node) return node.ordinal
    throw new NotFoundError(
      'Cannot tell which node is meant: the live object is not in this graph, expected one that was alive when the snapshot was taken. ' +
        "Take a new snapshot; toleak's own objects are never in it.",
    )
  }

  #part(nodes: Iterable<HeapNodeRef> | undefined): NodeSet {
    const { nodeCount } = this.#view.heap
    if (nodes === undefined) return NodeSet.from(nodeCount, Array(nodeCount).keys())
    return NodeSet.from(
      nodeCount,
      Array.from(nodes, (node) => this.#ordinalOf(node)),
    )
  }

  #nodesOf(ordinals: readonly number[]): HeapNode[] {
    return ordinals.map((ordinal) => this.#view.node(ordinal))
  }

  #liveObjects(doing: string): LiveObjects {
    if (this.#live) return this.#live
    throw new InvalidInputError(
      `Cannot ${doing}: this graph was read from a file, expected one of the running isolate. ` +
        'Live objects are only in the graph that snapshot() gives; look for a name here.',
    )
  }

  /** By its id; if V8 has numbered anew, by the place where the class is written. */
  #prototypeOf(target: AnyClass): number {
    const prototype: unknown = typeof target === 'function' ? target.prototype : undefined
    if ((typeof prototype !== 'object' && typeof prototype !== 'function') || prototype === null)
      throw new InvalidInputError(
        `Cannot look for instances: found ${typeof target}, expected a class (a constructor with a prototype) or the name of one.`,
      )
    const live = this.#liveObjects('look for the instances of a class')
    if (!live.areIdsValid) {
      const position = live.positionOf(target)
      const found =
        position && prototypeWrittenAt(this.#view.heap, { ...position, scriptId: Number(position.scriptId) })
      if (found !== undefined && found !== NO_NODE) return found
    }
    return this.#ordinalOf(prototype)
  }
}

/** What the live isolate says as long as the ids are valid, and what was learnt before from then on. */
function factsOf(live: LiveObjects, learnt: LiveFacts): LiveFacts {
  const facts = () => live.facts() ?? learnt
  return {
    script: (scriptId) => facts().script(scriptId) ?? learnt.script(scriptId),
    source: (scriptId) => facts().source(scriptId),
    suspendedFunction: (nodeId) => facts().suspendedFunction(nodeId),
    scopeVariables: (functionId, between) => facts().scopeVariables(functionId, between),
  }
}

function verified(options: ReferenceOptions): ReferenceOptions {
  const { generations } = options
  if (generations === undefined || (typeof generations === 'number' && generations >= 0)) return options
  throw new InvalidInputError(
    `Cannot make a graph: generations is ${String(generations)}, expected a number from 0 on. Leave it out for no limit.`,
  )
}
