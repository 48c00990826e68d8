import type { Heap } from '../heap/heap.ts'
import { NO_NODE } from '../heap/node-index.ts'
import { pushTo } from '../heap/push-to.ts'
import type { Scene } from './scene.ts'
import { enclosingScope, functionsIn, isModuleScope, isScope } from './scopes.ts'

/** One evaluation of a module of which several are alive. */
export interface Generation {
  /** From 1, the oldest first; undefined when V8 compiled the module only once, which leaves no order. */
  readonly number: number | undefined
  readonly count: number
}

/** What was found in a scene. key: file; value: generations by scope */
const found = new WeakMap<Scene, Map<string, Map<number, Generation>>>()

/**
 * Which evaluation of its module a scope belongs to, if more than one is alive.
 *
 * Cost: the first time for a file linear in the places of functions, and in the functions of that module.
 */
export function generationOf(scene: Scene, scope: number): Generation | undefined {
  const script = scriptOf(scene, scope)
  if (script === undefined) return undefined
  const byFile = found.get(scene) ?? new Map<string, Map<number, Generation>>()
  found.set(scene, byFile)
  const file = withoutQuery(script.url)
  const generations = byFile.get(file) ?? moduleGenerations(scene, scopesOfFile(scene, file))
  byFile.set(file, generations)
  return generations.get(scope)
}

/** The module scopes that the functions of one file see, whenever it was loaded. */
function scopesOfFile({ heap, facts }: Scene, file: string): Set<number> {
  const { count, node, scriptId } = heap.columns.locations
  const isSame = new Map<number, boolean>()
  const scopes = new Set<number>()
  for (let place = 0; place < count; place++) {
    const id = scriptId[place]
    if (!isSame.has(id)) isSame.set(id, withoutQuery(facts.script(id)?.url ?? '') === file)
    if (!isSame.get(id)) continue
    for (let at = heap.follow(node[place], 'context'); at !== NO_NODE && isScope(heap, at);) {
      if (isModuleScope(heap, at)) scopes.add(at)
      at = heap.follow(at, 'previous')
    }
  }
  return scopes
}

function withoutQuery(url: string): string {
  return url.replace(/[?#].*$/, '')
}

/**
 * Modules of which more than one evaluation is alive: loaded again by a cleared cache or another query while something kept the one before.
 *
 * @param scopes module scopes
 * @returns generations by scope, without those of modules that are there once
 *
 * Cost: linear in the functions of the scopes.
 */
export function moduleGenerations(scene: Scene, scopes: Iterable<number>): Map<number, Generation> {
  const scopesByModule = new Map<string, Map<string, number[]>>()
  // key: ScopeInfo of the outermost scope; value: such scopes, each an evaluation of its own, with its number
  const evaluations = new Map<number, Map<number, number>>()
  for (const scope of scopes) {
    const script = scriptOf(scene, scope)
    if (script === undefined) continue
    const outermost = outermostOf(scene.heap, scope)
    const scopeInfo = scene.heap.follow(outermost, 'scope_info')
    const known = evaluations.get(scopeInfo) ?? new Map<number, number>()
    evaluations.set(scopeInfo, known)
    const evaluation = known.get(outermost) ?? known.size + 1
    known.set(outermost, evaluation)
    const module = `${realmOf(scene.heap, scope)} ${withoutQuery(script.url)}`
    const byEvaluation = scopesByModule.get(module) ?? new Map<string, number[]>()
    scopesByModule.set(module, byEvaluation)
    const key = `${String(script.id).padStart(12, '0')} ${evaluation}`
    pushTo(byEvaluation, key, scope)
  }
  const generations = new Map<number, Generation>()
  for (const byEvaluation of scopesByModule.values()) {
    const count = byEvaluation.size
    if (count === 1) continue
    const isOrdered = new Set([...byEvaluation.keys()].map((key) => key.split(' ')[0])).size === count
    ;[...byEvaluation.keys()].sort().forEach((key, index) => {
      for (const scope of byEvaluation.get(key) ?? [])
        generations.set(scope, { number: isOrdered ? index + 1 : undefined, count })
    })
  }
  return generations
}

/** The scope that a module's blocks are in: a loop at its top level makes one of these each time round. */
function outermostOf(heap: Heap, scope: number): number {
  let outermost = scope
  for (let at = enclosingScope(heap, scope); at !== NO_NODE && isModuleScope(heap, at);) {
    outermost = at
    at = enclosingScope(heap, at)
  }
  return outermost
}

function scriptOf({ heap, facts }: Scene, scope: number): { id: number; url: string } | undefined {
  for (const code of functionsIn(heap, scope)) {
    const id = heap.location(code)?.scriptId
    const url = id === undefined ? undefined : facts.script(id)?.url
    if (id !== undefined && url) return { id, url }
  }
  return undefined
}

/** The context of the realm that a scope is in: a sandbox of a runner may load what the runner itself has loaded. */
function realmOf(heap: Heap, scope: number): number {
  let outer = scope
  while (outer !== NO_NODE && isScope(heap, outer)) outer = heap.follow(outer, 'previous')
  return outer
}
