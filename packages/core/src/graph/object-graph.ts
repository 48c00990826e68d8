import type { MultiDirectedGraph } from 'graphology'
import type { AbstractGraph, Attributes } from 'graphology-types'
import { NotFoundError } from '../errors.ts'
import { sourceComponents, stronglyConnectedComponents } from './components.ts'
import { countBy } from './count-by.ts'
import { counted, quote } from './describe.ts'
import { toDot } from './dot.ts'
import { readTextFile, writeFile } from './file.ts'
import { toGexf } from './gexf.ts'
import { asMultiDirected, readGraphology, toGraphology } from './graphology.ts'
import { imageFormatOf } from './image-format.ts'
import type { ExportImageOptions, ImageFormat } from './image-format.ts'
import { fromJsonData, toJsonData } from './json.ts'
import type { ObjectGraphJson } from './json.ts'
import { keyOf, keysOf } from './node-ref.ts'
import type { NodeRef, NodeRefs } from './node-ref.ts'
import { edgesBetween, edgesByEnd } from './object-edge.ts'
import type { EdgeAttributes, EdgeInit, ObjectEdge } from './object-edge.ts'
import { nodesByKey } from './object-node.ts'
import type { NodeAttributes, NodeInit, ObjectNode } from './object-node.ts'
import { renderPng } from './png.ts'
import { shortestCycle, shortestPath } from './shortest-path.ts'
import { toSvg } from './svg.ts'
import { reachable } from './traversal.ts'
import type { TraversalOptions } from './traversal.ts'

/**
 * A small graph of objects and the references between them: labelled, directed, with several edges between two nodes where
 * there are several references. It does not change; what filters or combines graphs returns a new one, so calls chain:
 *
 * ```ts
 * await graph.ancestors(graph.findByClass('SomeComputation')[0], { generations: 5 }).exportImage('computations.svg')
 * ```
 *
 * Iterating gives the nodes, in the order in which they were put in. A node is what its key says: nodes of two graphs with
 * equal keys are the same node. Methods take a node or its key, and throw NotFoundError if the graph does not have it.
 */
export class ObjectGraph<
  N extends NodeAttributes = NodeAttributes,
  E extends EdgeAttributes = EdgeAttributes,
> {
  readonly #nodes: ReadonlyMap<string, ObjectNode<N>>
  readonly #edges: readonly ObjectEdge<E>[]
  #edgesByFrom?: ReadonlyMap<string, readonly ObjectEdge<E>[]>
  #edgesByTo?: ReadonlyMap<string, readonly ObjectEdge<E>[]>
  #graph?: MultiDirectedGraph<N, E>

  private constructor(nodes: ReadonlyMap<string, ObjectNode<N>>, edges: readonly ObjectEdge<E>[]) {
    this.#nodes = nodes
    this.#edges = edges
  }

  /**
   * The graph of given nodes and edges. A bare string is a node with that key and label. Of nodes with equal keys the first
   * counts; edges without a key are numbered.
   *
   * @param edges between the given nodes, by key
   * @throws InvalidInputError if an edge has an end that is not given, or if a key or label is not a string
   */
  static of<N extends NodeAttributes = NodeAttributes, E extends EdgeAttributes = EdgeAttributes>(
    nodes: Iterable<NodeInit<N>> = [],
    edges: Iterable<EdgeInit<E>> = [],
  ): ObjectGraph<N, E> {
    const byKey = nodesByKey(nodes)
    return new ObjectGraph(byKey, edgesBetween(byKey, edges))
  }

  /**
   * The graph in a graphology graph, which stays as `.graph` if it is a MultiDirectedGraph. Attributes `label` and `className`
   * are ours; a node without label gets its key for one. Read once: later changes are not seen, wrap it again.
   *
   * @throws InvalidInputError if it has undirected edges, or is no graphology graph
   */
  static from<N extends Attributes, E extends Attributes>(
    graph: AbstractGraph<N, E>,
  ): ObjectGraph<N & NodeAttributes, E & EdgeAttributes> {
    const { nodes, edges } = readGraphology(graph)
    const wrapped = ObjectGraph.of(nodes, edges)
    wrapped.#graph = asMultiDirected(graph)
    return wrapped
  }

  /**
   * The graph of given nodes, with unlabelled edges to what `children` says of each.
   *
   * @throws InvalidInputError if a child is not among the nodes
   */
  static fromOutEdges<N extends NodeAttributes = NodeAttributes>(
    nodes: Iterable<NodeInit<N>>,
    children: (node: ObjectNode<N>) => Iterable<NodeRef>,
  ): ObjectGraph<N> {
    const byKey = nodesByKey(nodes)
    const pairs = [...byKey.values()].flatMap((node) =>
      Array.from(children(node), (child) => ({ label: '', from: node.key, to: keyOf(child) })),
    )
    return new ObjectGraph(byKey, edgesBetween(byKey, pairs))
  }

  /**
   * The graph of given nodes, with an unlabelled edge for each pair, from its first to its second.
   *
   * @throws InvalidInputError if one of a pair is not among the nodes
   */
  static fromEdgePairs<N extends NodeAttributes = NodeAttributes>(
    nodes: Iterable<NodeInit<N>>,
    pairs: Iterable<readonly [from: NodeRef, to: NodeRef]>,
  ): ObjectGraph<N> {
    return ObjectGraph.of(
      nodes,
      Array.from(pairs, ([from, to]) => ({ label: '', from: keyOf(from), to: keyOf(to) })),
    )
  }

  /**
   * The graph that `toJSON` gave, from the data or its text.
   *
   * @throws InvalidInputError if it is not JSON, or not a graph
   */
  static fromJSON<N extends NodeAttributes = NodeAttributes, E extends EdgeAttributes = EdgeAttributes>(
    json: string | ObjectGraphJson<N, E>,
  ): ObjectGraph<N, E> {
    const { nodes, edges } = fromJsonData<N, E>(json)
    return ObjectGraph.of(nodes, edges)
  }

  /**
   * The graph in a file that `exportJson` wrote.
   *
   * @throws NotFoundError if there is no such file
   * @throws InvalidInputError if it is not JSON, or not a graph
   */
  static importJson<N extends NodeAttributes = NodeAttributes, E extends EdgeAttributes = EdgeAttributes>(
    file: string | URL,
  ): ObjectGraph<N, E> {
    const { nodes, edges } = fromJsonData<N, E>(readTextFile(file))
    return ObjectGraph.of(nodes, edges)
  }

  /** Number of nodes. */
  get size(): number {
    return this.#nodes.size
  }

  /** Number of edges; parallel ones count each. */
  get edgeCount(): number {
    return this.#edges.length
  }

  /**
   * The same graph in graphology, for all that its ecosystem can do. Attributes are as here. It is yours to change: this
   * graph does not follow, `ObjectGraph.from` makes a new one of the result.
   */
  get graph(): MultiDirectedGraph<N, E> {
    return (this.#graph ??= toGraphology(this.#nodes.values(), this.#edges))
  }

  /** The nodes. */
  [Symbol.iterator](): IterableIterator<ObjectNode<N>> {
    return this.#nodes.values()
  }

  /** The edges. */
  edges(): ObjectEdge<E>[] {
    return [...this.#edges]
  }

  /** Whether the node is in this graph. */
  has(ref: NodeRef): boolean {
    return this.#nodes.has(keyOf(ref))
  }

  /** The node as this graph knows it. */
  node(ref: NodeRef): ObjectNode<N> {
    const key = keyOf(ref)
    const node = this.#nodes.get(key)
    if (node !== undefined) return node
    const [example] = this.#nodes.keys()
    const such = example === undefined ? '' : `, such as ${quote(example)}`
    throw new NotFoundError(
      `No node ${quote(key)} in this graph of ${counted(this.size, 'node')}, expected the key of one of them${such}. ` +
        'Ask has() if a node may be missing.',
    )
  }

  /** The nodes that the node refers to, once per edge. */
  children(ref: NodeRef): ObjectNode<N>[] {
    return this.outEdges(ref).map((edge) => this.node(edge.to))
  }

  /** The nodes that refer to the node, once per edge. */
  parents(ref: NodeRef): ObjectNode<N>[] {
    return this.inEdges(ref).map((edge) => this.node(edge.from))
  }

  /** The edges from the node. */
  outEdges(ref: NodeRef): ObjectEdge<E>[] {
    return [...this.#edgesFrom(this.node(ref).key)]
  }

  /** The edges to the node. */
  inEdges(ref: NodeRef): ObjectEdge<E>[] {
    return [...this.#edgesTo(this.node(ref).key)]
  }

  /** The edges as pairs of nodes: the one that refers, the one referred to. */
  references(): [from: ObjectNode<N>, to: ObjectNode<N>][] {
    return this.#edges.map((edge) => [this.node(edge.from), this.node(edge.to)])
  }

  /** The nodes from which a given one (or any of several) can be reached, itself included, nearest first; all edges between them. */
  ancestors(start: NodeRefs, options?: TraversalOptions): ObjectGraph<N, E> {
    return this.subgraph(reachable(this.#nodesIn(start).map(keyOf), (key) => this.#parentKeys(key), options))
  }

  /** The nodes that can be reached from a given one (or any of several), itself included, nearest first; all edges between them. */
  descendants(start: NodeRefs, options?: TraversalOptions): ObjectGraph<N, E> {
    return this.subgraph(reachable(this.#nodesIn(start).map(keyOf), (key) => this.#childKeys(key), options))
  }

  /**
   * The nodes of a shortest path, in its order, and all edges between them.
   *
   * @throws NotFoundError if there is no path
   */
  shortestPath(start: NodeRef, end: NodeRef): ObjectGraph<N, E> {
    const [from, to] = [this.node(start), this.node(end)]
    const path = shortestPath(from.key, to.key, (key) => this.#childKeys(key))
    if (path !== undefined) return this.subgraph(path)
    throw new NotFoundError(
      `No path from ${named(from)} to ${named(to)}: the first reaches ${counted(this.descendants(from).size - 1, 'other node')}, ` +
        'expected the second among them. Edges go one way; try the other.',
    )
  }

  /**
   * The nodes of a shortest cycle through a node, which comes first, and all edges between them.
   *
   * @throws NotFoundError if there is no cycle
   */
  shortestCycle(start: NodeRef): ObjectGraph<N, E> {
    const node = this.node(start)
    const cycle = shortestCycle(node.key, (key) => this.#childKeys(key))
    if (cycle !== undefined) return this.subgraph(cycle)
    throw new NotFoundError(
      `No cycle through ${named(node)}: it does not reach itself, expected a way back. ` +
        'Nodes on cycles are in components of several nodes, or have an edge to themselves.',
    )
  }

  /** The largest groups of nodes that all reach each other, a group after those it reaches. A node on no cycle is a group of one. */
  stronglyConnectedComponents(): ObjectGraph<N, E>[] {
    return stronglyConnectedComponents(this.#nodes.keys(), (key) => this.#childKeys(key)).map((keys) =>
      this.subgraph(keys),
    )
  }

  /** The strongly connected components that no other reaches: what keeps everything else alive. */
  sourceComponents(): ObjectGraph<N, E>[] {
    return sourceComponents(this.#nodes.keys(), (key) => this.#childKeys(key)).map((keys) =>
      this.subgraph(keys),
    )
  }

  /** The nodes that satisfy a predicate. */
  findBy(predicate: (node: ObjectNode<N>) => unknown): ObjectNode<N>[] {
    return [...this].filter((node) => predicate(node))
  }

  /** Number of nodes per class that `classify` gives them, most frequent first. Nodes it gives undefined are not counted. */
  countBy<Class>(classify: (node: ObjectNode<N>) => Class | undefined): Map<Class, number> {
    return countBy(this, classify)
  }

  /** The nodes whose `className` is this very name. Two classes may share a name. */
  findByClass(className: string): ObjectNode<N>[] {
    return this.findBy((node) => node.className === className)
  }

  /** Number of nodes per `className`, most frequent first. Nodes without one are not counted. */
  countByClass(): Map<string, number> {
    return this.countBy<string>((node) => node.className)
  }

  /** This graph without the given nodes, by key; a graph is given by its nodes. */
  minus(others: NodeRefs): ObjectGraph<N, E> {
    const keys = new Set(keysOf(others))
    return this.subgraph(this.findBy((node) => !keys.has(node.key)))
  }

  /** The part of this graph whose nodes are among the given ones too, by key; a graph is given by its nodes. */
  intersect(others: NodeRefs): ObjectGraph<N, E> {
    const keys = new Set(keysOf(others))
    return this.subgraph(this.findBy((node) => keys.has(node.key)))
  }

  /** The given nodes of this graph, in the order given, and all of its edges between them. */
  subgraph(refs: NodeRefs): ObjectGraph<N, E> {
    const nodes = new Map(this.#nodesIn(refs).map((node) => [node.key, node]))
    const edges = [...nodes.keys()].flatMap((key) =>
      this.#edgesFrom(key).filter((edge) => nodes.has(edge.to)),
    )
    return new ObjectGraph(nodes, edges)
  }

  /** The same graph with more attributes, or others, on its nodes and edges. Keys and ends stay. */
  annotate<M extends object = object, F extends object = object>(
    ofNode: (node: ObjectNode<N>) => M,
    ofEdge: (edge: ObjectEdge<E>) => F = () => ({}) as F,
  ): ObjectGraph<N & M, E & F> {
    const nodes = Array.from(this, (node) => ({ ...node, ...ofNode(node), key: node.key }))
    const edges = this.#edges.map((edge) => {
      const { key, from, to } = edge
      return { ...edge, ...ofEdge(edge), key, from, to }
    })
    return ObjectGraph.of<N & M, E & F>(nodes, edges)
  }

  /** The graph in Graphviz' DOT language. */
  toDot(): string {
    return toDot(this, this.#edges)
  }

  /**
   * The graph drawn: a self-contained SVG, its background transparent; the same bytes for the same graph. Graphviz is built in, and
   * works in a thread of its own.
   *
   * @throws InvalidInputError if the graph has more than 5,000 nodes or 10,000 edges
   * @throws CaptureError if Graphviz cannot lay it out, or not within a minute
   */
  toSvg(): Promise<string> {
    return toSvg([...this], this.#edges)
  }

  /**
   * The graph in GEXF, for Gephi and the like. Attributes that are no text, number or boolean become JSON text; what XML cannot
   * hold is spelled out.
   */
  toGexf(): string {
    return toGexf(this, this.#edges)
  }

  /** The graph as plain data, so that `JSON.stringify(graph)` works. */
  toJSON(): ObjectGraphJson<N, E> {
    return toJsonData(this, this.#edges)
  }

  /**
   * Writes the graph to a JSON file.
   *
   * @throws CaptureError if the file cannot be written
   */
  exportJson(file: string | URL): void {
    writeFile(file, JSON.stringify(this))
  }

  /**
   * Writes the graph to a file, as a picture (`.svg`, `.png`), for Graphviz (`.dot`, `.gv`), for Gephi (`.gexf`) or as data (`.json`).
   * For `.png`, sharp must be installed: `npm install sharp`.
   *
   * @throws InvalidInputError if the file's name ends in something else and no format is given, if sharp is missing, or if the
   *   picture would be too large
   * @throws CaptureError if the file cannot be written, or if Graphviz fails
   */
  async exportImage(file: string | URL, options?: ExportImageOptions): Promise<void> {
    writeFile(file, await this.#as(imageFormatOf(file, options)))
  }

  /** One line for the console: `ObjectGraph { 5 nodes, 4 edges }`. */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return `ObjectGraph { ${counted(this.size, 'node')}, ${counted(this.edgeCount, 'edge')} }`
  }

  async #as(format: ImageFormat): Promise<string | Uint8Array> {
    switch (format) {
      case 'svg':
        return this.toSvg()
      case 'png':
        return renderPng(await this.toSvg())
      case 'dot':
        return this.toDot()
      case 'gexf':
        return this.toGexf()
      case 'json':
        return JSON.stringify(this)
    }
  }

  #edgesFrom(key: string): readonly ObjectEdge<E>[] {
    return (this.#edgesByFrom ??= edgesByEnd(this.#edges, 'from')).get(key) ?? []
  }

  #edgesTo(key: string): readonly ObjectEdge<E>[] {
    return (this.#edgesByTo ??= edgesByEnd(this.#edges, 'to')).get(key) ?? []
  }

  #childKeys(key: string): string[] {
    return this.#edgesFrom(key).map((edge) => edge.to)
  }

  #parentKeys(key: string): string[] {
    return this.#edgesTo(key).map((edge) => edge.from)
  }

  /** The nodes that one reference or several name, as this graph knows them. */
  #nodesIn(refs: NodeRefs): ObjectNode<N>[] {
    return keysOf(refs).map((key) => this.node(key))
  }
}

function named(node: ObjectNode): string {
  return `node ${quote(node.key)}${node.label === node.key ? '' : ` (${quote(node.label)})`}`
}
