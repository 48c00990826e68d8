import type { ClassDiff, HeapGraph, SnapshotDiff } from '@toleak/core'
import { placesOfNamesakes } from './class-places.ts'
import { bytesInWords, counted, figure, signedFigure } from './figures.ts'
import { isLarge, openSnapshot } from './open-snapshot.ts'
import { Progress } from './progress.ts'
import type { Column } from './table.ts'
import { renderTable } from './table.ts'
import { print, terminalWidth } from './terminal.ts'
import { visibleJson } from './terminal-text.ts'
import type { Result } from './write-result.ts'
import { isPrinted, writeResults } from './write-result.ts'

/** Options of `toleak diff`. */
export interface DiffOptions {
  readonly top: number
  /** A file; `-` for standard output. */
  readonly json?: string
  readonly quiet?: boolean
}

const COLUMNS: readonly Column[] = [
  { heading: 'born', holds: 'figures' },
  { heading: 'dead', holds: 'figures' },
  { heading: 'growth', holds: 'figures' },
  { heading: 'bytes', holds: 'figures' },
  { heading: 'class', holds: 'text' },
  { heading: 'place', holds: 'text' },
]

/**
 * Says what came and went between two snapshots of one process, by class.
 *
 * @throws InvalidInputError if they are of two processes
 */
export async function diff(
  beforeFile: string,
  afterFile: string,
  { top, json, quiet }: DiffOptions,
): Promise<void> {
  const progress = new Progress({ quiet })
  const before = openSnapshot(beforeFile, progress)
  const after = openSnapshot(afterFile, progress)
  progress.begin('comparing', { takesLong: isLarge(before) || isLarge(after) })
  const found = before.diff(after)
  const classes = found.byClass()
  progress.end()

  const results: Result[] = []
  if (json !== undefined)
    results.push({
      what: 'comparison',
      file: json,
      content: () => visibleJson({ ...totalsOf(found), classes }),
    })
  if (!isPrinted(results))
    print([...totalsInWords(found, classes), ...tableOf(classes, top, [after, before])].join('\n'))
  await writeResults(results)
}

function totalsOf({ born, dead, survived }: SnapshotDiff) {
  return { born: born.size, dead: dead.size, survived: survived.size }
}

function totalsInWords(found: SnapshotDiff, classes: readonly ClassDiff[]): string[] {
  const { born, dead, survived } = totalsOf(found)
  const bytes = classes.reduce((sum, each) => sum + growthInBytes(each), 0)
  if (bytes === 0 && classes.length === 0)
    return [`nothing born, nothing dead, ${counted(survived, 'node', 'nodes')} in both`]
  const growth = bytes < 0 ? `${bytesInWords(-bytes)} less` : `${bytesInWords(bytes)} more`
  return [
    `${counted(born, 'node', 'nodes')} born, ${figure(dead)} dead, ${figure(survived)} in both; ${growth} than before`,
  ]
}

function tableOf(classes: readonly ClassDiff[], top: number, graphs: readonly HeapGraph[]): string[] {
  if (classes.length === 0) return []
  const shown = classes.slice(0, top)
  const places = placesOfNamesakes(shown, classes, graphs)
  const hasPlaces = places.some((place) => place !== '')
  const rows = shown.map((each, index) => [
    figure(each.born),
    figure(each.dead),
    signedFigure(each.born - each.dead),
    signedFigure(growthInBytes(each)),
    each.className,
    ...(hasPlaces ? [places[index]] : []),
  ])
  const lines = ['', ...renderTable(hasPlaces ? COLUMNS : COLUMNS.slice(0, -1), rows, terminalWidth())]
  const left = classes.length - shown.length
  if (left > 0)
    lines.push(
      `… and ${counted(left, 'more class', 'more classes')} that changed (--top ${classes.length} shows all)`,
    )
  return lines
}

function growthInBytes({ bornSize, deadSize }: ClassDiff): number {
  return bornSize - deadSize
}
