import type { Heap } from '../heap/heap.ts'
import { NO_NODE } from '../heap/node-index.ts'

/** V8's name for the variables of a scope that closures captured. */
export const SCOPE_NAME = 'system / Context'

/** V8's name for the compiled code of a function; it refers to the scopes that it enters by a pool of constants. */
const BYTECODE_NAME = 'system / BytecodeArray'

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
  if (isEsModuleScope(heap, scope)) return true
  const owner = functionLiteralId(heap, heap.follow(scope, 'scope_info'))
  const outer = enclosingScope(heap, scope)
  // 0 is the script itself, 1 the function that Node or a runner wraps a module in, but the first function of an ES module
  if (owner !== undefined)
    return owner === 0 || (owner === 1 && !(outer !== NO_NODE && isEsModuleScope(heap, outer)))
  return outer === NO_NODE || isWrapperScope(heap, outer)
}

/**
 * Whether a scope has only what a runner hands to the function that it wraps a module in: then the block below it is the module's. A
 * block in any other scope may be that of a loop, in a function that needs no scope of its own.
 */
function isWrapperScope(heap: Heap, scope: number): boolean {
  const { firstEdge } = heap.columns
  if (!isModuleScope(heap, scope)) return false
  for (let edge = firstEdge[scope]; edge < firstEdge[scope + 1]; edge++) {
    const variable = variableOf(heap, edge)
    if (variable !== undefined && !WRAPPER_VARIABLES.test(variable)) return false
  }
  return heap.follow(scope, 'extension') === NO_NODE
}

const WRAPPER_VARIABLES = /^(__vi|(require|exports|module|__filename|__dirname)$)/

/** Whether `scope` has the `let` and `const` at the top of a script, which all scripts of the realm see. */
export function isScriptScope(heap: Heap, scope: number): boolean {
  return heap
    .retainersOf(scope)
    .some((edge) => heap.name(heap.edgeFrom(edge)) === 'system / ScriptContextTable')
}

function isEsModuleScope(heap: Heap, scope: number): boolean {
  const extension = heap.follow(scope, 'extension')
  return extension !== NO_NODE && heap.name(extension) === 'system / SourceTextModule'
}

/** key: heap; value: what functionLiteralId found, by ScopeInfo. A function that was called often has many scopes and one ScopeInfo. */
const literalIds = new WeakMap<Heap, Map<number, number | undefined>>()

/** Number, within its script, of the function whose scope, or a block of whose, this ScopeInfo describes; undefined when its code is gone. */
function functionLiteralId(heap: Heap, scopeInfo: number): number | undefined {
  const known = literalIds.get(heap) ?? new Map<number, number | undefined>()
  literalIds.set(heap, known)
  if (!known.has(scopeInfo)) known.set(scopeInfo, findFunctionLiteralId(heap, scopeInfo))
  return known.get(scopeInfo)
}

function findFunctionLiteralId(heap: Heap, scopeInfo: number): number | undefined {
  if (scopeInfo === NO_NODE) return undefined
  for (const sharedFunction of functionsWithScope(heap, scopeInfo))
    for (const edge of heap.retainersOf(sharedFunction))
      if (heap.edgeTypeName(edge) === 'weak' && isListOfScript(heap, heap.edgeFrom(edge)))
        return Number(heap.edgeLabel(edge))
  return undefined
}

/** Whether a node is a script's list of its functions, and not V8's queue of functions to compile, which hangs from a root. */
function isListOfScript(heap: Heap, node: number): boolean {
  if (heap.name(node) !== 'system / WeakFixedArray') return false
  return heap.retainersOf(node).every((edge) => heap.name(heap.edgeFrom(edge)) !== '(Global handles)')
}

/** The code of the function whose own scope this ScopeInfo describes, or, for a block's, of the one whose bytecode enters the block. */
function* functionsWithScope(heap: Heap, scopeInfo: number): Generator<number> {
  yield* retainersBy(heap, scopeInfo, 'name_or_scope_info')
  for (const edge of heap.retainersOf(scopeInfo))
    for (const bytecode of retainersNamed(heap, heap.edgeFrom(edge), BYTECODE_NAME))
      for (const label of ['trusted_function_data', 'function_data'])
        yield* retainersBy(heap, bytecode, label)
}

/** The functions that were made in `scope` and see its variables. */
export function* functionsIn(heap: Heap, scope: number): Generator<number> {
  for (const node of retainersBy(heap, scope, 'context')) if (heap.typeName(node) === 'closure') yield node
}

/** The function whose call made `scope`, if its name is known. */
export function scopeOwnerName(heap: Heap, scope: number): string | undefined {
  const scopeInfo = heap.follow(scope, 'scope_info')
  if (scopeInfo === NO_NODE) return undefined
  for (const sharedFunction of functionsWithScope(heap, scopeInfo)) {
    const name = heap.name(sharedFunction)
    if (name && !name.startsWith('(')) return name
  }
  return undefined
}

function* retainersBy(heap: Heap, node: number, label: string): Generator<number> {
  for (const edge of heap.retainersOf(node)) if (heap.edgeLabel(edge) === label) yield heap.edgeFrom(edge)
}

function* retainersNamed(heap: Heap, node: number, name: string): Generator<number> {
  for (const edge of heap.retainersOf(node))
    if (heap.name(heap.edgeFrom(edge)) === name) yield heap.edgeFrom(edge)
}

/** A variable, and the scope that has it. */
export interface ScopeVariable {
  readonly name: string
  readonly scope: number
}

/** The variable that holds the collection whose entries stand in `table`, if a variable does. */
export function variableOfTable(heap: Heap, table: number): ScopeVariable | undefined {
  for (const collection of retainersBy(heap, table, 'table'))
    for (const edge of heap.retainersOf(collection)) {
      const scope = heap.edgeFrom(edge)
      const name = isScope(heap, scope) ? variableOf(heap, edge) : undefined
      if (name !== undefined) return { name, scope }
    }
  return undefined
}
