import type { Heap } from '../heap/heap.ts'
import { declarationOf } from './declaration.ts'
import type { Place } from './leak-trace.ts'
import type { LiveFacts, SuspendedFunction } from './live-facts.ts'
import { scriptPath } from './script-path.ts'
import { originalPlace } from './source-position.ts'

/** What everyone who finds words looks at: the heap, and what the live isolate adds. Answers are remembered. */
export class Scene {
  readonly heap: Heap
  /** Whether strings of the heap (keys of Maps) are kept out of the words. */
  readonly redact: boolean
  /** What is known beyond the heap. */
  readonly facts: LiveFacts
  readonly #places = new Map<string, Place | undefined>()

  constructor(heap: Heap, facts: LiveFacts, redact: boolean) {
    this.heap = heap
    this.redact = redact
    this.facts = facts
  }

  /** Where a function is defined, in the user's sources: where its name stands when it has one. */
  placeOf(node: number): Place | undefined {
    const location = this.heap.location(node)
    if (!location) return undefined
    // V8 has the position of the parameters, which source maps seldom know; the name ends there
    const { scriptId, line, column } = location
    const name = this.heap.typeName(node) === 'closure' ? this.heap.name(node) : ''
    return this.place(scriptId, line, Math.max(0, column - name.length))
  }

  /** Where a variable is declared that `code`, a function of the same file, sees. */
  declaration(variable: string, code: number): Place | undefined {
    const file = this.placeOf(code)?.file
    if (file === undefined) return undefined
    const key = `${variable} ${file}`
    if (!this.#places.has(key)) this.#places.set(key, declarationOf(variable, file))
    return this.#places.get(key)
  }

  /** A position of the running code (0-based), in the user's sources. */
  place(scriptId: number, line: number, column: number): Place | undefined {
    const key = `${scriptId}:${line}:${column}`
    if (!this.#places.has(key)) {
      const script = this.facts.script(scriptId)
      const path = script && scriptPath(script.url)
      const place = path && originalPlace({ path, sourceMapUrl: script.sourceMapUrl, line, column })
      this.#places.set(key, place || undefined)
    }
    return this.#places.get(key)
  }

  /** Path of the script that a function was read from, as V8 runs it. */
  scriptPath(node: number): string | undefined {
    const location = this.heap.location(node)
    const script = location && this.facts.script(location.scriptId)
    return script && scriptPath(script.url)
  }

  /** The variables of a suspended function. */
  suspendedFunction(node: number): SuspendedFunction | undefined {
    return this.facts.suspendedFunction(this.heap.id(node))
  }
}
