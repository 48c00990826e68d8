import { readFileSync } from 'node:fs'
import type { Place } from './leak-trace.ts'

/** What a module exports without a name. */
export const DEFAULT_EXPORT = 'default'

/** Larger sources are generated; nobody wants to be sent there. */
const LARGEST_SOURCE = 2_000_000

/**
 * Where a variable is declared in a source file, when the text leaves no doubt: it must be declared there exactly once. V8 knows no
 * positions of variables.
 */
export function declarationOf(name: string, file: string): Place | undefined {
  const source = readSource(file)
  if (source === undefined) return undefined
  const word = name.replaceAll('$', '\\$')
  if (name === DEFAULT_EXPORT) return onlyPlace(source, file, /\bexport\s+(?<name>default)\b/dgu)
  // const a = …, name = …; function name; class name: the first name of a declaration, or one of a list on the same line
  const declaration = new RegExp(
    `\\b(?:const|let|var|class|function\\*?)\\s+(?:[^=;\\n]*,\\s*)?(?<name>${word})(?![\\w$])`,
    'dgu',
  )
  return onlyPlace(source, file, declaration)
}

function onlyPlace(source: string, file: string, declaration: RegExp): Place | undefined {
  const found = [...source.matchAll(declaration)]
  const start = found.length === 1 ? found[0].indices?.groups?.name[0] : undefined
  return start === undefined ? undefined : placeAt(source, file, start)
}

function readSource(file: string): string | undefined {
  try {
    const source = readFileSync(file, 'utf8')
    return source.length > LARGEST_SOURCE ? undefined : source
  } catch {
    // a URL, or a file that is not there any more: the place is left out
    return undefined
  }
}

function placeAt(source: string, file: string, offset: number): Place {
  const before = source.slice(0, offset)
  const lineStart = before.lastIndexOf('\n') + 1
  return { file, line: before.split('\n').length, column: offset - lineStart + 1 }
}
