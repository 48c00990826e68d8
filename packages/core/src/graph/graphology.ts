import { MultiDirectedGraph } from 'graphology'
import type { AbstractGraph, Attributes } from 'graphology-types'
import { InvalidInputError } from '../errors.ts'
import { describe, quote } from './describe.ts'
import type { EdgeAttributes, EdgeInit, ObjectEdge } from './object-edge.ts'
import type { NodeAttributes, NodeInit, ObjectNode } from './object-node.ts'

/**
 * The nodes and edges of a graphology graph.
 *
 * @throws InvalidInputError if it is not a graphology graph, or has undirected edges
 */
export function readGraphology<N extends Attributes, E extends Attributes>(
  graph: AbstractGraph<N, E>,
): { nodes: NodeInit<N & NodeAttributes>[]; edges: EdgeInit<E & EdgeAttributes>[] } {
  if (typeof graph?.forEachNode !== 'function' || typeof graph.forEachEdge !== 'function') {
    throw new InvalidInputError(
      `Cannot wrap graph: found ${describe(graph)}, expected a graphology MultiDirectedGraph. ` +
        'Use ObjectGraph.of(nodes, edges) for other data.',
    )
  }
  const nodes: NodeInit<N & NodeAttributes>[] = []
  graph.forEachNode((key, attributes) => nodes.push({ ...asNode(attributes), key }))

  const edges: EdgeInit<E & EdgeAttributes>[] = []
  graph.forEachEdge((key, attributes, from, to, _from, _to, undirected) => {
    if (undirected) {
      throw new InvalidInputError(
        `Cannot wrap graph: the edge ${quote(key)} between ${quote(from)} and ${quote(to)} is undirected, expected ` +
          'references, which have a direction. Use a MultiDirectedGraph.',
      )
    }
    edges.push({ ...asEdge(attributes), key, from, to })
  })
  return { nodes, edges }
}

/** A graphology graph of its own with these nodes and edges, and copies of their attributes. */
export function toGraphology<N extends NodeAttributes, E extends EdgeAttributes>(
  nodes: Iterable<ObjectNode<N>>,
  edges: Iterable<ObjectEdge<E>>,
): MultiDirectedGraph<N, E> {
  const graph = new MultiDirectedGraph<N, E>()
  for (const { key, ...attributes } of nodes) graph.addNode(key, attributes as unknown as N)
  for (const { key, from, to, ...attributes } of edges) {
    graph.addDirectedEdgeWithKey(key, from, to, attributes as unknown as E)
  }
  return graph
}

/** The graph itself if it can hold whatever an `ObjectGraph` may hold, else undefined. */
export function asMultiDirected<N extends Attributes, E extends Attributes>(
  graph: AbstractGraph<N, E>,
): MultiDirectedGraph<N & NodeAttributes, E & EdgeAttributes> | undefined {
  if (!graph.multi || graph.type !== 'directed' || !graph.allowSelfLoops) return undefined
  return graph as MultiDirectedGraph<N & NodeAttributes, E & EdgeAttributes>
}

// A label that is missing or no text is dealt with where nodes and edges are made.
const asNode = <N extends Attributes>(attributes: N) => attributes as N & NodeAttributes
const asEdge = <E extends Attributes>(attributes: E) => attributes as E & EdgeAttributes
