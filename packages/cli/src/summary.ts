import type { ClassSummary, HeapGraph } from '@toleak/core'
import { placesOfNamesakes } from './class-places.ts'
import { bytesInWords, counted, figure } from './figures.ts'
import { isLarge, openSnapshot } from './open-snapshot.ts'
import { Progress } from './progress.ts'
import type { Column } from './table.ts'
import { renderTable } from './table.ts'
import { print, terminalWidth } from './terminal.ts'
import { visibleJson } from './terminal-text.ts'
import type { Result } from './write-result.ts'
import { isPrinted, writeResults } from './write-result.ts'

/** What the classes may be sorted by. */
export const SORTS = ['retained', 'shallow', 'count'] as const

/** Options of `toleak summary`. */
export interface SummaryOptions {
  readonly top: number
  readonly sort: (typeof SORTS)[number]
  /** A file; `-` for standard output. */
  readonly json?: string
  readonly quiet?: boolean
}

interface Totals {
  readonly nodes: number
  readonly edges: number
  /** Bytes of all nodes. */
  readonly shallowSize: number
  /** DOM nodes that are out of their document. */
  readonly detachedNodes: number
}

const COLUMNS: readonly Column[] = [
  { heading: 'count', holds: 'figures' },
  { heading: 'shallow', holds: 'figures' },
  { heading: 'retained', holds: 'figures' },
  { heading: 'class', holds: 'text' },
  { heading: 'place', holds: 'text' },
]

const SIZE_OF = {
  retained: ({ retainedSize }: ClassSummary) => retainedSize,
  shallow: ({ shallowSize }: ClassSummary) => shallowSize,
  count: ({ count }: ClassSummary) => count,
}

/** Says what a snapshot is made of: totals, and the classes with the greatest sizes. */
export async function summary(file: string, { top, sort, json, quiet }: SummaryOptions): Promise<void> {
  const progress = new Progress({ quiet })
  const graph = openSnapshot(file, progress)
  progress.begin('computing retained sizes', { takesLong: isLarge(graph) })
  const sizeOf = SIZE_OF[sort]
  const classes = graph.classes().sort((a, b) => sizeOf(b) - sizeOf(a))
  const totals = totalsOf(graph, classes)
  progress.end()

  const results: Result[] = []
  if (json !== undefined)
    results.push({ what: 'summary', file: json, content: () => visibleJson({ ...totals, classes }) })
  if (!isPrinted(results)) print([...totalsInWords(totals), '', ...tableOf(graph, classes, top)].join('\n'))
  await writeResults(results)
}

function totalsOf(graph: HeapGraph, classes: readonly ClassSummary[]): Totals {
  return {
    nodes: graph.size,
    edges: graph.edgeCount,
    shallowSize: classes.reduce((sum, { shallowSize }) => sum + shallowSize, 0),
    detachedNodes: graph.countBy(({ detached }) => detached).get(true) ?? 0,
  }
}

function totalsInWords({ nodes, edges, shallowSize, detachedNodes }: Totals): string[] {
  const words = [
    `${counted(nodes, 'node', 'nodes')}, ${counted(edges, 'edge', 'edges')}, ${bytesInWords(shallowSize)}`,
  ]
  if (detachedNodes > 0)
    words.push(`${counted(detachedNodes, 'DOM node is', 'DOM nodes are')} detached from the document`)
  return words
}

function tableOf(graph: HeapGraph, classes: readonly ClassSummary[], top: number): string[] {
  const shown = classes.slice(0, top)
  const places = placesOfNamesakes(shown, classes, [graph])
  const hasPlaces = places.some((place) => place !== '')
  const rows = shown.map(({ count, shallowSize, retainedSize, className }, index) => [
    figure(count),
    figure(shallowSize),
    figure(retainedSize),
    className,
    ...(hasPlaces ? [places[index]] : []),
  ])
  const lines = renderTable(hasPlaces ? COLUMNS : COLUMNS.slice(0, -1), rows, terminalWidth())
  const left = classes.length - shown.length
  if (left > 0)
    lines.push(`… and ${counted(left, 'more class', 'more classes')} (--top ${classes.length} shows all)`)
  return lines
}
