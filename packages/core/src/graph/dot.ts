import type { EdgeAttributes, ObjectEdge } from './object-edge.ts'
import type { NodeAttributes, ObjectNode } from './object-node.ts'

/** What Graphviz would choke on, lose, or not be able to put into an SVG. */
const UNPRINTABLE = /[\p{Cc}\p{Surrogate}\uFFFE\uFFFF]/gu

/**
 * A graph in Graphviz' DOT language: nodes by their keys, then one line per edge. Labels appear as they are, whatever they
 * hold: a backslash is no escape, `<b>` no markup; only line breaks break lines. Unprintable characters are spelled out.
 *
 * Source: graphviz.org/doc/info/lang.html (quoted strings), graphviz.org/docs/attr-types/escString (labels).
 */
export function toDot(
  nodes: Iterable<ObjectNode<NodeAttributes>>,
  edges: Iterable<ObjectEdge<EdgeAttributes>>,
): string {
  const lines = ['digraph ObjectGraph {']
  for (const node of nodes) lines.push(`  ${quoteKey(node.key)} [label=${quoteLabel(node.label)}];`)
  for (const edge of edges) {
    const label = edge.label === '' ? '' : ` [label=${quoteLabel(edge.label)}]`
    lines.push(`  ${quoteKey(edge.from)} -> ${quoteKey(edge.to)}${label};`)
  }
  lines.push('}', '')
  return lines.join('\n')
}

/** An id: two keys never become the same, though one with backslashes reads differently. */
function quoteKey(key: string): string {
  const text = key.replaceAll('\\', '\\\\').replace(UNPRINTABLE, (character) => `\\${codeOf(character)}`)
  return `"${text.replaceAll('"', '\\"')}"`
}

/** An escString, in which Graphviz also resolves HTML entities. */
function quoteLabel(label: string): string {
  const lines = label.split(/\r\n|[\n\r]/).map((line) =>
    line
      .replaceAll('\\', '\\\\')
      .replaceAll('"', '\\"')
      .replaceAll('&', '&amp;')
      .replace(UNPRINTABLE, (character) => (character === '\t' ? '    ' : `\\\\${codeOf(character)}`)),
  )
  return `"${lines.join('\\n')}"`
}

/** As JavaScript writes it in a string, without the backslash: `u0007`. */
function codeOf(character: string): string {
  return `u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
}
