import { InvalidInputError } from '../errors.ts'
import { counted } from './describe.ts'
import { toDot } from './dot.ts'
import { runGraphviz } from './graphviz.ts'
import type { EdgeAttributes, ObjectEdge } from './object-edge.ts'
import type { NodeAttributes, ObjectNode } from './object-node.ts'

/** What Graphviz draws in seconds; nobody can read a picture of more. */
const MAX_NODES = 5_000
const MAX_EDGES = 10_000

/**
 * A picture of a graph: a self-contained SVG, its background transparent; the same bytes for the same graph.
 *
 * @throws InvalidInputError if it has more than 5,000 nodes or 10,000 edges
 * @throws CaptureError if Graphviz cannot lay it out, or not within a minute
 */
export async function toSvg(
  nodes: readonly ObjectNode<NodeAttributes>[],
  edges: readonly ObjectEdge<EdgeAttributes>[],
): Promise<string> {
  if (nodes.length <= MAX_NODES && edges.length <= MAX_EDGES) {
    return runGraphviz(toDot(nodes, edges), 'svg')
  }
  throw new InvalidInputError(
    `Cannot draw graph: it has ${counted(nodes.length, 'node')} and ${counted(edges.length, 'edge')}, expected at most ` +
      `${counted(MAX_NODES, 'node')} and ${counted(MAX_EDGES, 'edge')}. ` +
      'Draw a part, such as ancestors(node, { generations: 5 }), or write .gexf for Gephi.',
  )
}
