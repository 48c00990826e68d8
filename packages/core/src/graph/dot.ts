import type { EdgeAttributes, ObjectEdge } from './object-edge.ts'
import type { NodeAttributes, ObjectNode } from './object-node.ts'
import { UNPRINTABLE, codeOf } from './unprintable.ts'

/** Greys that can be read on white and on black paper, as the paper is whoever shows it; boxes bring their own. */
const PAPER = 'transparent'
const BOX = '#f3f5f8'
const BOX_LINE = '#8d97a5'
const INK = '#1d232c'
const ARROW = '#6e7a89'
/** Graphviz knows the widths of its letters, and says sans-serif where there is none. Lists of fonts it takes for Times. */
const FONT = 'Helvetica'

/** Graphviz puts words at the very line of an edge. */
const EDGE_LABEL_MARGIN = '  '

/** What every picture looks like; graphviz.org/doc/info/attrs.html. */
const LOOKS = [
  `graph [bgcolor=${PAPER}, pad=0.2, nodesep=0.3, ranksep=0.45];`,
  `node [shape=box, style="rounded,filled", fillcolor="${BOX}", color="${BOX_LINE}", fontcolor="${INK}", fontname="${FONT}", fontsize=12, height=0.36, width=0.6, margin="0.16,0.09"];`,
  `edge [color="${ARROW}", fontcolor="${ARROW}", fontname="${FONT}", fontsize=11, arrowsize=0.7];`,
]

/**
 * A graph in Graphviz' DOT language: nodes by their keys, then one line per edge. Labels appear as they are, whatever they
 * hold: a backslash is no escape, `<b>` no markup; only line breaks break lines. Unprintable characters are spelled out.
 * Background transparent, to be seen on any.
 *
 * Source: graphviz.org/doc/info/lang.html (quoted strings), graphviz.org/docs/attr-types/escString (labels).
 */
export function toDot(
  nodes: Iterable<ObjectNode<NodeAttributes>>,
  edges: Iterable<ObjectEdge<EdgeAttributes>>,
): string {
  const lines = ['digraph ObjectGraph {', ...LOOKS.map((line) => `  ${line}`)]
  for (const node of nodes) lines.push(`  ${quoteKey(node.key)} [label=${quoteLabel(node.label)}];`)
  for (const edge of edges) {
    const label = edge.label === '' ? '' : ` [label=${quoteLabel(edge.label, EDGE_LABEL_MARGIN)}]`
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
function quoteLabel(label: string, margin = ''): string {
  const lines = label.split(/\r\n|[\n\r]/).map((line) =>
    line
      .replaceAll('\\', '\\\\')
      .replaceAll('"', '\\"')
      .replaceAll('&', '&amp;')
      .replace(UNPRINTABLE, (character) => (character === '\t' ? '    ' : `\\\\${codeOf(character)}`)),
  )
  return `"${lines.map((line) => margin + line + margin).join('\\n')}"`
}
