import type { Heap } from '../heap/heap.ts'
import { NO_NODE } from '../heap/node-index.ts'
import type { LocalVariable } from './live-facts.ts'

/** V8's name for the variables of a scope that closures captured. */
export const SCOPE_NAME = 'system / Context'

/** V8's name for the compiled code of a function; it refers to the scopes that it enters by a pool of constants. */
const BYTECODE_NAME = 'system / BytecodeArray'

/** Whether `node` is the captured variables of a scope. */
export function isScope(heap: Heap, node: number): boolean {
  return heap.name(node) === SCOPE_NAME
}

/**
 * The variable that an edge of a scope stands for, if the heap tells it for certain; undefined too for the edges that V8 needs for itself.
 *
 * In a block's scope the heap alone may not tell: `Scene.variableOf` also asks the live isolate.
 */
export function variableOf(heap: Heap, edge: number): string | undefined {
  if (heap.edgeTypeName(edge) === 'context') return String(heap.edgeLabel(edge))
  const names = possibleNames(heap, edge)
  return names.length === 1 ? names[0] : undefined
}

/** Whether `edge` leaves a variable of a block's scope, whatever it is called. */
export function isBlockVariable(heap: Heap, edge: number): boolean {
  return possibleNames(heap, edge).length > 0
}

/**
 * The variables of a block that an edge of its scope may stand for: none for other edges.
 *
 * V8 gives the slots of such a scope no names and counts those that hold heap objects, `undefined` and holes included: small integers
 * are left out. So slot `n` has the number `n` or less, and less by as many as small integers stand before it. Its ScopeInfo has the
 * names of all slots, in their order.
 */
function possibleNames(heap: Heap, edge: number): string[] {
  if (heap.edgeTypeName(edge) !== 'hidden') return []
  const scope = heap.edgeFrom(edge)
  const names = isScope(heap, scope) ? blockNames(heap, scope) : []
  const notCounted = names.length - 1 - Math.max(...blockSlots(heap, scope).map(({ number }) => number))
  const first = Number(heap.edgeLabel(edge))
  return notCounted < 0 ? [] : names.slice(first, first + notCounted + 1).filter(Boolean)
}

/** The names of a block's variables by their slots. Empty where V8 has them in a table, from 75 on. */
function blockNames(heap: Heap, scope: number): string[] {
  const names: string[] = []
  const scopeInfo = heap.follow(scope, 'scope_info')
  if (scopeInfo === NO_NODE) return names
  for (const { edge, number } of blockSlots(heap, scopeInfo)) {
    const node = heap.edgeTo(edge)
    // the scope around it, which comes after the names
    if (heap.typeName(node) !== 'string') break
    names[number] = heap.name(node)
  }
  return names
}

/** The edges of a node that V8 only counts, in their order. */
function blockSlots(heap: Heap, node: number): { edge: number; number: number }[] {
  const { firstEdge } = heap.columns
  const slots: { edge: number; number: number }[] = []
  for (let edge = firstEdge[node]; edge < firstEdge[node + 1]; edge++)
    if (heap.edgeTypeName(edge) === 'hidden') slots.push({ edge, number: Number(heap.edgeLabel(edge)) })
  return slots.sort((a, b) => a.number - b.number)
}

/**
 * What the live variables of a block's scope tell about its edges: each is the variable that has its value. Of variables with one value
 * the first edge is the first variable.
 *
 * @returns key: edge of `scope`; value: the variable's name
 */
export function matchVariables(
  heap: Heap,
  scope: number,
  variables: readonly LocalVariable[],
): Map<number, string> {
  const names = new Map<number, string>()
  const rest = [...variables]
  for (const { edge } of blockSlots(heap, scope)) {
    const possible = possibleNames(heap, edge)
    const value = heap.id(heap.edgeTo(edge))
    const at = rest.findIndex(({ name, nodeId }) => nodeId === value && possible.includes(name))
    if (at >= 0) names.set(edge, rest.splice(at, 1)[0].name)
  }
  return names
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
  if (owner !== undefined) return owner === 0 || (owner === 1 && !isInEsModule(heap, outer))
  return outer === NO_NODE || isWrapperScope(heap, outer)
}

/** Whether `scope` or one around it is an ES module's: a class may have a scope between its first function and the module. */
function isInEsModule(heap: Heap, scope: number): boolean {
  for (let at = scope; at !== NO_NODE; at = enclosingScope(heap, at))
    if (isEsModuleScope(heap, at)) return true
  return false
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
    const names = variable === undefined ? possibleNames(heap, edge) : [variable]
    if (!names.every((name) => WRAPPER_VARIABLES.test(name))) return false
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

/** The scopes that `scope` encloses. */
function* scopesIn(heap: Heap, scope: number): Generator<number> {
  for (const node of retainersBy(heap, scope, 'previous')) if (isScope(heap, node)) yield node
}

/** A function that sees a scope. */
export interface Witness {
  readonly code: number
  /** Scopes between the function and the one it sees. */
  readonly between: number
}

/** Functions that see the variables of `scope`, those made in it first, then those made in the scopes it encloses. */
export function* witnessesOf(heap: Heap, scope: number): Generator<Witness> {
  let scopes = [scope]
  for (let between = 0; scopes.length > 0 && between <= MOST_BETWEEN; between++) {
    for (const inner of scopes) for (const code of functionsIn(heap, inner)) yield { code, between }
    scopes = scopes.flatMap((inner) => [...scopesIn(heap, inner)])
  }
}

const MOST_BETWEEN = 3

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

/**
 * The variable that holds the collection whose entries stand in `table`, if a variable does.
 *
 * @param nameOf tells the variable that an edge of a scope stands for
 */
export function variableOfTable(
  heap: Heap,
  table: number,
  nameOf: (edge: number) => string | undefined,
): ScopeVariable | undefined {
  for (const collection of retainersBy(heap, table, 'table'))
    for (const edge of heap.retainersOf(collection)) {
      const scope = heap.edgeFrom(edge)
      const name = isScope(heap, scope) ? nameOf(edge) : undefined
      if (name !== undefined) return { name, scope }
    }
  return undefined
}
