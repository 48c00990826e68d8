import { findSourceMap, SourceMap } from 'node:module'
import { runInThisContext } from 'node:vm'
import type { Place } from './leak-trace.ts'

/** A position in the code that V8 runs; line and column are 0-based. */
export interface GeneratedPosition {
  readonly path: string
  readonly line: number
  readonly column: number
  /** A `data:` URL when the transform inlined its map, or empty. */
  readonly sourceMapUrl: string
}

/**
 * The position in the user's sources that a position in the running code comes from: by the script's inline source map, by Node's
 * own, by the runner's, else the position itself.
 */
export function originalPlace(position: GeneratedPosition): Place {
  return (
    byInlineMap(position) ??
    byNodesMap(position) ??
    byRunnersStackTraces(position) ?? {
      file: position.path,
      line: position.line + 1,
      column: position.column + 1,
    }
  )
}

function byInlineMap({ path, line, column, sourceMapUrl }: GeneratedPosition): Place | undefined {
  const [, base64, data] = /^data:application\/json[^,]*?(;base64)?,(.*)$/s.exec(sourceMapUrl) ?? []
  if (data === undefined) return undefined
  try {
    const json = base64 ? Buffer.from(data, 'base64').toString() : decodeURIComponent(data)
    return entryPlace(new SourceMap(JSON.parse(json)), path, line, column)
  } catch {
    return undefined
  }
}

function byNodesMap({ path, line, column }: GeneratedPosition): Place | undefined {
  const map = findSourceMap(path)
  return map && entryPlace(map, path, line, column)
}

function entryPlace(map: SourceMap, path: string, line: number, column: number): Place | undefined {
  const entry = map.findEntry(line, column)
  if (!('originalLine' in entry) || entry.originalLine === undefined) return undefined
  return {
    file: sourceFile(entry.originalSource, path),
    line: entry.originalLine + 1,
    column: entry.originalColumn + 1,
  }
}

/** A map's `sources` may be relative to the script, absolute, or the script itself. */
function sourceFile(source: string, path: string): string {
  if (!source || source === path) return path
  if (source.startsWith('file://')) return decodeURIComponent(new URL(source).pathname)
  if (source.startsWith('/') || /^[A-Za-z]:[\\/]/.test(source)) return source
  const slash = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'))
  return slash < 0
    ? source
    : decodeURIComponent(new URL(source, `file://${path.slice(0, slash + 1)}`).pathname)
}

type PrepareStackTrace = (error: Error, sites: NodeJS.CallSite[]) => unknown

/** Runners keep their maps to themselves, but map stack traces: hand theirs a trace of one made-up call. */
function byRunnersStackTraces({ path, line, column }: GeneratedPosition): Place | undefined {
  const mainError = runInThisContext('Error') as ErrorConstructor
  for (const prepare of [mainError.prepareStackTrace, Error.prepareStackTrace] as (
    PrepareStackTrace | undefined
  )[]) {
    if (!prepare) continue
    try {
      const site = new CallSite(path, line + 1, column + 1) as unknown as NodeJS.CallSite
      const text = String(prepare(new Error('position'), [site]))
      const [, file, originalLine, originalColumn] = /\((.*):(\d+):(\d+)\)\s*$/.exec(text) ?? []
      if (file === undefined) continue
      const place = { file, line: Number(originalLine), column: Number(originalColumn) }
      if (place.file !== path || place.line !== line + 1 || place.column !== column + 1) return place
    } catch {
      continue
    }
  }
  return undefined
}

/** A call at one position. A class, since source-map-support copies the methods of a site's prototype. */
class CallSite {
  private readonly file: string
  private readonly line: number
  private readonly column: number
  constructor(file: string, line: number, column: number) {
    this.file = file
    this.line = line
    this.column = column
  }
  getFileName() {
    return this.file
  }
  getScriptNameOrSourceURL() {
    return this.file
  }
  getLineNumber() {
    return this.line
  }
  getColumnNumber() {
    return this.column
  }
  isNative() {
    return false
  }
  isEval() {
    return false
  }
  isConstructor() {
    return false
  }
  isToplevel() {
    return true
  }
  isAsync() {
    return false
  }
  isPromiseAll() {
    return false
  }
  getFunctionName() {
    return 'position'
  }
  getTypeName() {
    return null
  }
  getMethodName() {
    return null
  }
  getThis() {
    return undefined
  }
  getFunction() {
    return undefined
  }
  getEvalOrigin() {
    return undefined
  }
  getPromiseIndex() {
    return null
  }
  toString() {
    return `position (${this.file}:${this.line}:${this.column})`
  }
}
