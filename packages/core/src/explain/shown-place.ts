import { relative } from 'node:path'
import type { Place } from './leak-trace.ts'

/** A path as the user wrote it: relative to the project when it lies inside. */
export function shownPath(file: string, projectRoot: string): string {
  const inside = relative(projectRoot, file)
  return inside === '' || inside.startsWith('..') ? file : inside.replaceAll('\\', '/')
}

/** `src/worker.ts:5:17`, as editors and terminals make links of. */
export function shownPlace({ file, line, column }: Place, projectRoot: string): string {
  return `${shownPath(file, projectRoot)}:${line}:${column}`
}
