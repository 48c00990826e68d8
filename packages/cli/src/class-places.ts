import { relative } from 'node:path'
import type { ClassSummary, HeapGraph } from '@toleak/core'

/** A class of a snapshot: its name, and where it is written. */
export type ClassOfSnapshot = Pick<ClassSummary, 'className' | 'location'>

/**
 * Where the classes are written that share their name with another, in words: what tells their rows apart.
 *
 * @param shown the classes to find places for
 * @param all the classes to tell them from
 * @param graphs snapshots that have an instance of them
 * @returns index: shown class; value: `src/session.ts:3:1`, or `script 71, 3:1` when the snapshot does not name the script; empty
 *   for a class with a name of its own, and for one that V8 knows no place of
 */
export function placesOfNamesakes(
  shown: readonly ClassOfSnapshot[],
  all: readonly ClassOfSnapshot[],
  graphs: readonly HeapGraph[],
): string[] {
  const classesOfName = new Map<string, number>()
  for (const { className } of all) classesOfName.set(className, (classesOfName.get(className) ?? 0) + 1)
  return shown.map((each) => (classesOfName.get(each.className) === 1 ? '' : placeOf(each, graphs)))
}

function placeOf({ className, location }: ClassOfSnapshot, graphs: readonly HeapGraph[]): string {
  if (!location) return ''
  for (const graph of graphs)
    for (const node of graph.findByName(className)) {
      const at = node.location
      const isOfClass =
        at?.scriptId === location.scriptId && at.line === location.line && at.column === location.column
      // what a function is named after a class is written at the same place, and is as good
      const place = isOfClass ? node.place : undefined
      if (place) return `${shownFile(place.file)}:${place.line}:${place.column}`
    }
  return `script ${location.scriptId}, ${location.line + 1}:${location.column + 1}`
}

function shownFile(file: string): string {
  const inside = relative(process.cwd(), file)
  return inside === '' || inside.startsWith('..') ? file : inside.replaceAll('\\', '/')
}
