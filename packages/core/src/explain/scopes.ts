import type { Heap } from '../heap/heap.ts'
import { NO_NODE } from '../heap/node-index.ts'

/** V8's name for the variables of a scope that closures captured. */
export const SCOPE_NAME = 'system / Context'

/** Whether `node` is the captured variables of a scope. */
export function isScope(heap: Heap, node: number): boolean {
  return heap.name(node) === SCOPE_NAME
}

/** The variable that an edge of a scope stands for; undefined for the edges that V8 needs for itself. */
export function variableOf(heap: Heap, edge: number): string | undefined {
  const type = heap.edgeTypeName(edge)
  if (type === 'context') return String(heap.edgeLabel(edge))
  if (type !== 'hidden') return undefined
  // a block's scope has bare slots; its ScopeInfo has the names at the same numbers
  const name = heap.follow(heap.edgeFrom(edge), 'scope_info', heap.edgeLabel(edge))
  return name !== NO_NODE && heap.typeName(name) === 'string' ? heap.name(name) : undefined
}

/** The scope around a scope; NO_NODE at the outermost. */
export function enclosingScope(heap: Heap, scope: number): number {
  const outer = heap.follow(scope, 'previous')
  return outer !== NO_NODE && isScope(heap, outer) ? outer : NO_NODE
}

/** Whether the variables of `scope` are those of a module or script, or of a block at its top level. */
export function isModuleScope(heap: Heap, scope: number): boolean {
  const extension = heap.follow(scope, 'extension')
  if (extension !== NO_NODE && heap.name(extension) === 'system / SourceTextModule') return true
  const owner = functionLiteralId(heap, heap.follow(scope, 'scope_info'))
  const outer = enclosingScope(heap, scope)
  // 0 is the script itself, 1 the function that a runner wraps a module in, or else the first of an ES module
  if (owner === 1) return outer === NO_NODE || !isModuleScope(heap, outer)
  if (owner !== undefined) return owner === 0
  return outer === NO_NODE || isModuleScope(heap, outer)
}

/** key: heap; value: what functionLiteralId found, by ScopeInfo. A function that was called often has many scopes and one ScopeInfo. */
const literalIds = new WeakMap<Heap, Map<number, number | undefined>>()

/** Number, within its script, of the function whose own scope this ScopeInfo describes; undefined for blocks. */
function functionLiteralId(heap: Heap, scopeInfo: number): number | undefined {
  const known = literalIds.get(heap) ?? new Map<number, number | undefined>()
  literalIds.set(heap, known)
  if (!known.has(scopeInfo)) known.set(scopeInfo, findFunctionLiteralId(heap, scopeInfo))
  return known.get(scopeInfo)
}

function findFunctionLiteralId(heap: Heap, scopeInfo: number): number | undefined {
  if (scopeInfo === NO_NODE) return undefined
  for (const sharedFunction of retainersBy(heap, scopeInfo, 'name_or_scope_info'))
    for (const edge of heap.retainersOf(sharedFunction))
      if (heap.edgeTypeName(edge) === 'weak' && heap.name(heap.edgeFrom(edge)) === 'system / WeakFixedArray')
        return Number(heap.edgeLabel(edge))
  return undefined
}

/** The functions that were made in `scope` and see its variables. */
export function* functionsIn(heap: Heap, scope: number): Generator<number> {
  for (const node of retainersBy(heap, scope, 'context')) if (heap.typeName(node) === 'closure') yield node
}

/** The function whose call made `scope`, if its name is known. */
export function scopeOwnerName(heap: Heap, scope: number): string | undefined {
  const scopeInfo = heap.follow(scope, 'scope_info')
  if (scopeInfo === NO_NODE) return undefined
  for (const sharedFunction of retainersBy(heap, scopeInfo, 'name_or_scope_info')) {
    const name = heap.name(sharedFunction)
    if (name && !name.startsWith('(')) return name
  }
  return undefined
}

function* retainersBy(heap: Heap, node: number, label: string): Generator<number> {
  for (const edge of heap.retainersOf(node)) if (heap.edgeLabel(edge) === label) yield heap.edgeFrom(edge)
}

/** The variable that holds the collection whose entries stand in `table`, if a variable does. */
export function nameOfHolder(heap: Heap, table: number): string | undefined {
  for (const collection of retainersBy(heap, table, 'table'))
    for (const edge of heap.retainersOf(collection)) {
      const holder = heap.edgeFrom(edge)
      const name = isScope(heap, holder) ? variableOf(heap, edge) : undefined
      if (name !== undefined) return name
    }
  return undefined
}
