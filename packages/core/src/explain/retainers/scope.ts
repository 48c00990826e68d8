import { noteOnCapture } from '../captures.ts'
import { DEFAULT_EXPORT } from '../declaration.ts'
import type { Path } from '../path.ts'
import type { Scene } from '../scene.ts'
import { functionsIn, isBlockVariable, isModuleScope, isScope } from '../scopes.ts'
import type { Retainer } from './retainer.ts'

/** A variable that a function captured, in its own scope or one further out. */
export const closureVariable: Retainer = {
  name: 'closure variable',
  read(path, at, scene) {
    if (path.label(at) !== 'context' || path.heap.typeName(path.from(at)) !== 'closure') return undefined
    const slot = skipScopes(path, at)
    if (slot >= path.length) return undefined
    const variable = scene.variableOf(path.edges[slot])
    const ofModule = isModuleScope(path.heap, path.from(slot))
    if (variable === undefined)
      return isBlockVariable(path.heap, path.edges[slot])
        ? { edges: slot + 1 - at, words: `a ${ofModule ? 'variable' : 'closure variable'}` }
        : undefined
    return {
      edges: slot + 1 - at,
      words: variableWords(variable, ofModule),
      declaredAt: scene.declaration(declaredName(variable), path.from(at)),
      note: ofModule ? undefined : noteOnCapture(scene, path.from(at), path.from(slot), variable),
    }
  },
}

/** A variable of the scope that the trace begins with: of a module, or of the running test. */
export const scopeVariable: Retainer = {
  name: 'scope variable',
  read(path, at, scene) {
    if (!isScope(path.heap, path.from(at))) return undefined
    const variable = scene.variableOf(path.edges[at])
    if (variable === undefined)
      return isBlockVariable(path.heap, path.edges[at])
        ? { edges: 1, words: 'a variable', keeps: true }
        : undefined
    return {
      edges: 1,
      words: variableWords(variable, true),
      declaredAt: declaredIn(scene, path.from(at), declaredName(variable)),
      keeps: true,
    }
  },
}

function variableWords(variable: string, ofModule: boolean): string {
  if (variable === 'this') return '`this`'
  if (declaredName(variable) === DEFAULT_EXPORT) return 'default export'
  return `${ofModule ? 'variable' : 'closure variable'} \`${variable}\``
}

/** What stands in the source for a name that V8, or a runner's transform, made up. */
function declaredName(variable: string): string {
  return /^(\*default\*|__vite_ssr_export_default__)$/.test(variable) ? DEFAULT_EXPORT : variable
}

/** Where a variable of a module is declared: the functions of its scope tell its file. */
export function declaredIn(scene: Scene, scope: number, variable: string) {
  for (const code of functionsIn(scene.heap, scope)) {
    const place = scene.declaration(variable, code)
    if (place) return place
  }
  return undefined
}

/** Index of the edge that leaves the last of the scopes, the nearest first. */
function skipScopes(path: Path, at: number): number {
  let edge = at
  do edge++
  while (edge < path.length && path.label(edge - 1) !== undefined && path.label(edge) === 'previous')
  return isScope(path.heap, path.to(at)) ? edge : path.length
}
