import { ObjectGraph } from '../../src/graph/object-graph.ts'
import type { ObjectNode } from '../../src/graph/object-node.ts'

/**
 * A graph written as `nodes; edges`: `1 2 3; 1->2->3 2->1`. A node is its key, or `key:Class`. Edges may be chained, and
 * repeated for parallel edges.
 */
export function graphFromText(text: string): ObjectGraph {
  const [nodes, edges = ''] = text.split(';')
  return ObjectGraph.fromEdgePairs(words(nodes).map(nodeFromText), words(edges).flatMap(pairsFromText))
}

/** A graph in that notation, nodes and edges sorted, so that equal graphs are equal texts. */
export function textOf(graph: ObjectGraph): string {
  const nodes = keysOf(graph).sort()
  const edges = graph.edges().map((edge) => `${edge.from}->${edge.to}`)
  return `${nodes.join(' ')}; ${edges.sort().join(' ')}`.trim()
}

/** Keys of nodes, in their order. */
export function keysOf(nodes: Iterable<ObjectNode>): string[] {
  return Array.from(nodes, (node) => node.key)
}

/** Groups of keys written as `1 2; 3`, each sorted and then all, so that equal partitions are equal texts. */
export function groupsText(groups: Iterable<Iterable<string>>): string {
  return Array.from(groups, (group) => [...group].sort().join(' '))
    .sort()
    .join('; ')
}

function words(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== '')
}

function nodeFromText(word: string): ObjectNode {
  const [key, className] = word.split(':')
  return { key, label: key, className }
}

function pairsFromText(word: string): [string, string][] {
  const keys = word.split('->')
  return keys.slice(1).map((to, index) => [keys[index], to])
}
