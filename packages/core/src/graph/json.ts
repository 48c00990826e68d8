import { InvalidInputError } from '../errors.ts'
import { describe } from './describe.ts'
import type { EdgeAttributes, EdgeInit, ObjectEdge } from './object-edge.ts'
import type { NodeAttributes, NodeInit, ObjectNode } from './object-node.ts'

/** An `ObjectGraph` as JSON data: all nodes, all edges, each with its attributes beside its key. */
export interface ObjectGraphJson<
  N extends NodeAttributes = NodeAttributes,
  E extends EdgeAttributes = EdgeAttributes,
> {
  /** In the order of the graph. */
  readonly nodes: readonly ObjectNode<N>[]
  /** In the order of the graph. */
  readonly edges: readonly ObjectEdge<E>[]
}

/** What is needed to build the graph again; the nodes and edges themselves are checked then. */
interface GraphInit<N extends NodeAttributes, E extends EdgeAttributes> {
  readonly nodes: readonly NodeInit<N>[]
  readonly edges: readonly EdgeInit<E>[]
}

/** A graph as plain data, fit for `JSON.stringify`. */
export function toJsonData<N extends NodeAttributes, E extends EdgeAttributes>(
  nodes: Iterable<ObjectNode<N>>,
  edges: Iterable<ObjectEdge<E>>,
): ObjectGraphJson<N, E> {
  return {
    nodes: Array.from(nodes, (node) => ({ ...node })),
    edges: Array.from(edges, (edge) => ({ ...edge })),
  }
}

/**
 * The data of a graph from JSON text, or from what was parsed of it.
 *
 * @throws InvalidInputError if it is not JSON, or has no such lists
 */
export function fromJsonData<N extends NodeAttributes, E extends EdgeAttributes>(
  json: unknown,
): GraphInit<N, E> {
  const data = (typeof json === 'string' ? parse(json) : json) as Partial<GraphInit<N, E>> | null | undefined
  const expected = 'expected { nodes: [{ key, label }], edges: [{ from, to, label }] }'
  const next = 'Was it written by toJSON() or exportJson()?'
  if (typeof data !== 'object' || data === null || Array.isArray(data)) {
    throw new InvalidInputError(`Cannot read graph from JSON: found ${describe(data)}, ${expected}. ${next}`)
  }
  const { nodes, edges } = data
  for (const [name, list] of Object.entries({ nodes, edges })) {
    if (Array.isArray(list)) continue
    throw new InvalidInputError(
      `Cannot read graph from JSON: "${name}" is ${describe(list)}, ${expected}. ${next}`,
    )
  }
  return { nodes, edges } as GraphInit<N, E>
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    const found = cause instanceof Error ? cause.message : String(cause)
    throw new InvalidInputError(
      `Cannot read graph from JSON: ${found}, expected JSON text. The file may be cut short.`,
      { cause },
    )
  }
}
