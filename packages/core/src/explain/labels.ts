import type { Heap } from '../heap/heap.ts'
import { NO_EDGE } from '../heap/ephemerons.ts'
import { NO_NODE } from '../heap/node-index.ts'
import { ownEntry } from './own-entry.ts'

/** Whether a JavaScript programmer has a word for this node; V8's own tables, scopes and records are collapsed. */
export function isUserLevel(heap: Heap, node: number): boolean {
  const type = heap.typeName(node)
  if (type === 'closure')
    return heap.name(node) !== '' || !UNNAMED_MACHINERY.test(builtinName(heap, node) ?? '')
  if (isProxy(heap, node)) return true
  return type === 'object' && !/^(system \/|\(|Anchor_)/.test(heap.name(node))
}

/** V8 writes `await`, `.finally`, `Promise.all` and their like with functions that nobody sees or calls. */
const UNNAMED_MACHINERY = /^(Async.*Await|Promise(Then|Catch)Finally|Promise(All|AllSettled|Any)\w+Closure)/

/** Words for an object: its class, or what kind of function it is and its name. */
export function labelOf(heap: Heap, node: number): string {
  if (isSuspendable(heap, node)) return suspendableLabel(heap, node)
  if (heap.typeName(node) === 'closure') return functionLabel(heap, node)
  if (isProxy(heap, node)) return 'Proxy'
  const ofClass = classOfPrototype(heap, node)
  if (ofClass !== NO_NODE) return `prototype of ${functionLabel(heap, ofClass)}`
  return heap.name(node) || 'object'
}

/** Whether `node` is a Proxy, which V8 shows as a record of its own. */
export function isProxy(heap: Heap, node: number): boolean {
  return heap.typeName(node) === 'hidden' && heap.name(node) === 'system / JSProxy'
}

/** The class or function whose `prototype` an object is; NO_NODE for all others. */
function classOfPrototype(heap: Heap, node: number): number {
  const code = heap.typeName(node) === 'object' ? heap.follow(node, 'constructor') : NO_NODE
  return code !== NO_NODE && heap.typeName(code) === 'closure' && heap.follow(code, 'prototype') === node
    ? code
    : NO_NODE
}

/** Whether `node` is the state of a generator or of an async function. */
export function isSuspendable(heap: Heap, node: number): boolean {
  return heap.follow(node, 'parameters_and_registers') !== NO_NODE
}

function suspendableLabel(heap: Heap, node: number): string {
  const code = heap.follow(node, 'function')
  return code === NO_NODE ? 'suspended function' : functionLabel(heap, code)
}

const KIND_BY_PROTOTYPE: Readonly<Record<string, string>> = {
  AsyncFunction: 'async function',
  AsyncGeneratorFunction: 'async generator',
  GeneratorFunction: 'generator',
}

function functionLabel(heap: Heap, node: number): string {
  const bound = heap.follow(node, 'bound_function')
  if (bound !== NO_NODE) return `bound ${functionLabel(heap, bound)}`
  const role = resolverRole(heap, node)
  if (role !== undefined) return `${role} of a promise`
  const name = heap.name(node)
  if (isClass(heap, node)) return name ? `class ${name}` : 'anonymous class'
  const prototype = heap.follow(node, '__proto__')
  const kind = (prototype !== NO_NODE && ownEntry(KIND_BY_PROTOTYPE, heap.name(prototype))) || 'function'
  return name ? `${kind} ${name}` : `anonymous ${kind}`
}

/** Whether a function is, by its name and its prototype object, one that is called with `new`. */
export function isClass(heap: Heap, node: number): boolean {
  return (
    /^\p{Lu}/u.test(heap.name(node)) &&
    heap.typeName(node) === 'closure' &&
    heap.follow(node, 'prototype') !== NO_NODE
  )
}

/** The name of the function that a suspended function, a bound one or a plain one runs; empty when anonymous. */
export function functionName(heap: Heap, node: number): string {
  const code = heap.follow(node, 'function')
  if (code !== NO_NODE && isSuspendable(heap, node)) return heap.name(code)
  const bound = heap.follow(node, 'bound_function')
  return bound !== NO_NODE ? functionName(heap, bound) : heap.name(node)
}

/** Name of the built-in code that a function without source runs: `PromiseCapabilityDefaultResolve`. */
export function builtinName(heap: Heap, node: number): string | undefined {
  const code = heap.follow(node, 'code')
  if (code === NO_NODE) return undefined
  // Node 20 says `handle`
  return /^\((.*) builtin (?:code|handle)\)$/.exec(heap.name(code))?.[1]
}

const RESOLVER_ROLES: Readonly<Record<string, string>> = {
  PromiseCapabilityDefaultResolve: 'resolve function',
  PromiseCapabilityDefaultReject: 'reject function',
}

/** `resolve function` or `reject function`, if `node` is one of the two that settle a promise. */
export function resolverRole(heap: Heap, node: number): string | undefined {
  return heap.name(node) === '' ? RESOLVER_ROLES[builtinName(heap, node) ?? ''] : undefined
}

/** The promise that a resolve or reject function settles; NO_NODE for any other node. */
export function promiseOfResolver(heap: Heap, node: number): number {
  if (resolverRole(heap, node) === undefined) return NO_NODE
  const scope = heap.follow(node, 'context')
  if (scope === NO_NODE) return NO_NODE
  const { firstEdge, edgeTo } = heap.columns
  for (let edge = firstEdge[scope]; edge < firstEdge[scope + 1]; edge++)
    if (heap.edgeTypeName(edge) === 'hidden' && isPromise(heap, edgeTo[edge])) return edgeTo[edge]
  return NO_NODE
}

/** Whether `node` is a promise; one of a subclass is known by what it waits with, or by its value unless that is a small integer. */
export function isPromise(heap: Heap, node: number): boolean {
  return heap.name(node) === 'Promise' || heap.findEdge(node, 'reactions_or_result', 'internal') !== NO_EDGE
}

/** `true`, `false`, `null` or `undefined`, if a node is that; up to Node 22 their names are not the nodes' own. */
export function oddballText(heap: Heap, node: number): string | undefined {
  const own = heap.name(node)
  const named = own === 'system / Oddball' ? heap.follow(node, 0) : node
  const text = named === NO_NODE ? '' : heap.name(named)
  return /^(?:true|false|null|undefined)$/.test(text) ? text : undefined
}
