import type { Heap } from '../heap/heap.ts'
import { declarationOf } from './declaration.ts'
import type { Place } from './leak-trace.ts'
import type { LiveFacts, SuspendedFunction } from './live-facts.ts'
import { scriptPath } from './script-path.ts'
import { isBlockVariable, matchVariables, variableOf, witnessesOf } from './scopes.ts'
import { originalPlace } from './source-position.ts'

/** Functions asked for the variables of a scope; V8 searches the whole heap for each. */
const MOST_WITNESSES = 2

/** What everyone who finds words looks at: the heap, and what the live isolate adds. Answers are remembered. */
export class Scene {
  readonly heap: Heap
  /** Whether strings of the heap (keys of Maps) are kept out of the words. */
  readonly redact: boolean
  /** What is known beyond the heap. */
  readonly facts: LiveFacts
  /** key: a block's scope; value: what the live isolate told about its edges. */
  readonly #variables = new Map<number, ReadonlyMap<number, string>>()
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

  /**
   * The variable that an edge of a scope stands for, by the heap or else by the live isolate; undefined if neither tells it for certain.
   *
   * Cost: up to 0.5 s for a block's scope in which small integers stand, once.
   */
  variableOf(edge: number): string | undefined {
    const certain = variableOf(this.heap, edge)
    if (certain !== undefined || !isBlockVariable(this.heap, edge)) return certain
    const scope = this.heap.edgeFrom(edge)
    if (!this.#variables.has(scope)) this.#variables.set(scope, this.#liveVariables(scope))
    return this.#variables.get(scope)!.get(edge)
  }

  #liveVariables(scope: number): ReadonlyMap<number, string> {
    let asked = 0
    for (const { code, between } of witnessesOf(this.heap, scope)) {
      const variables = this.facts.scopeVariables(this.heap.id(code), between)
      const names = variables && matchVariables(this.heap, scope, variables)
      if (names?.size) return names
      if (++asked === MOST_WITNESSES) break
    }
    return new Map()
  }

  /** The variables of a suspended function. */
  suspendedFunction(node: number): SuspendedFunction | undefined {
    return this.facts.suspendedFunction(this.heap.id(node))
  }
}
