import { createRequire } from 'node:module'
import type * as Gexf from 'graphology-gexf'
import { toGraphology } from './graphology.ts'
import { HERE } from '../here.ts'
import type { EdgeAttributes, ObjectEdge } from './object-edge.ts'
import type { NodeAttributes, ObjectNode } from './object-node.ts'
import { UNPRINTABLE, codeOf } from './unprintable.ts'

/**
 * A graph in GEXF, which Gephi and other graph tools read: keys, labels, and the other attributes as columns. Attributes that are
 * no text, number or boolean become JSON text. Unprintable characters are spelled out, as in `\u0007`: XML cannot hold them.
 *
 * Source: gexf.net, version 1.2.
 */
export function toGexf<N extends NodeAttributes, E extends EdgeAttributes>(
  nodes: Iterable<ObjectNode<N>>,
  edges: Iterable<ObjectEdge<E>>,
): string {
  const printableNodes = Array.from(nodes, (node) => ({ ...node, key: printableKey(node.key) }))
  const printableEdges = Array.from(edges, (edge) => ({
    ...edge,
    key: printableKey(edge.key),
    from: printableKey(edge.from),
    to: printableKey(edge.to),
  }))
  // loaded when needed, and not by import(): Jest runs CommonJS without it
  const { write } = createRequire(HERE)('graphology-gexf') as typeof Gexf
  const graph = toGraphology<NodeAttributes, EdgeAttributes>(printableNodes, printableEdges)
  return write(graph, {
    formatNode: (_key, attributes) => formatted(attributes),
    formatEdge: (_key, attributes) => formatted(attributes),
  })
}

/** All attributes as data: none is taken for a colour or a size, which the writer would try to understand. */
function formatted({ label, ...attributes }: NodeAttributes | EdgeAttributes) {
  const columns = Object.entries(attributes).map(([name, value]) => [printableKey(name), columnValue(value)])
  return { label: printable(label), attributes: Object.fromEntries(columns) as Record<string, unknown> }
}

function columnValue(value: unknown): string | number | boolean | undefined {
  if (typeof value === 'number' || typeof value === 'boolean' || value === undefined) return value
  return printable(typeof value === 'object' ? JSON.stringify(value) : String(value))
}

/** Text for people; line breaks and tabs stay. */
function printable(text: string): string {
  return text.replace(UNPRINTABLE, (character) =>
    /[\n\r\t]/.test(character) ? character : `\\${codeOf(character)}`,
  )
}

/** Two keys never become the same: what already looks like a spelled out character is spelled out too. */
function printableKey(key: string): string {
  return key
    .replace(/\\(?=u[0-9a-f]{4})/g, '\\u005c')
    .replace(UNPRINTABLE, (character) => `\\${codeOf(character)}`)
}
