import type { Heap } from '../../heap/heap.ts'
import { NO_NODE } from '../../heap/node-index.ts'
import { functionName, labelOf } from '../labels.ts'
import type { Path } from '../path.ts'
import type { Scene } from '../scene.ts'
import { isScope } from '../scopes.ts'
import { awaitingFunction } from './promise.ts'
import type { Reading, Retainer } from './retainer.ts'

/** A variable of an async function or generator that waits. */
export const suspendedFunction: Retainer = {
  name: 'suspended function',
  read(path, at, scene) {
    if (path.heap.follow(path.from(at), 'parameters_and_registers') === NO_NODE) return undefined
    if (path.label(at) === 'parameters_and_registers' && at + 1 < path.length)
      return register(path, at, scene)
    if (path.label(at) === 'context' && isScope(path.heap, path.to(at)) && at + 1 < path.length)
      return capturedVariable(path, at, scene)
    if (path.label(at) === 'receiver') return reading(path, at, scene, 1, 'this')
    if (path.label(at) === 'input_or_debug_pos')
      return { ...whereItWaits(path, at, scene), edges: 1, words: 'value passed to `.next()`', keeps: true }
    return promiseOfResult(path, at, scene)
  },
}

/** An async function holds the promise that it returned, and so whoever waits for it. */
function promiseOfResult(path: Path, at: number, scene: Scene): Reading | undefined {
  if (path.type(at) !== 'hidden' || path.heap.name(path.to(at)) !== 'Promise') return undefined
  const awaiting = awaitingFunction(path, at + 1)
  const where = whereItWaits(path, at, scene)
  return awaiting
    ? { ...where, edges: 1 + awaiting.edges, words: 'is awaited by' }
    : { ...where, edges: 1, words: 'promise of its result' }
}

/** Only the live function knows what its registers are called. */
function register(path: Path, at: number, scene: Scene): Reading {
  const held = path.heap.id(path.to(at + 1))
  const local = scene.suspendedFunction(path.from(at))?.locals.find(({ nodeId }) => nodeId === held)
  if (isScope(path.heap, path.to(at + 1)) && at + 2 < path.length) {
    const variable = scene.variableOf(path.edges[at + 2])
    if (variable !== undefined) return reading(path, at, scene, 3, variable)
  }
  return reading(path, at, scene, 2, local?.name ?? loopVariable(path, at, scene))
}

/** Looked through for a method. */
const MOST_PROTOTYPES = 20
const LOOP_HEAD = /\bfor\s+await\s*\(\s*(?:const|let|var)\s+$/
const NAME = /^[\p{ID_Start}$_][\p{ID_Continue}$]*/u

/**
 * The variable of the `for await` at whose head a function waits. Up to Node 22 V8 no longer lists it there, though its register has the last
 * value; what else of the loop is in registers is told by what it is.
 */
function loopVariable(path: Path, at: number, scene: Scene): string | undefined {
  const position = scene.suspendedFunction(path.from(at))?.suspendedAt
  if (!position || isOfLoop(path.heap, path.to(at + 1))) return undefined
  const line = scene.facts.source(Number(position.scriptId))?.split('\n')[position.line]
  if (line === undefined || !LOOP_HEAD.test(line.slice(0, position.column))) return undefined
  return NAME.exec(line.slice(position.column))?.[0]
}

/** An iterator, its `next`, or what that answered. */
function isOfLoop(heap: Heap, node: number): boolean {
  if (heap.typeName(node) !== 'object') return true
  if (heap.follow(node, 'done') !== NO_NODE) return true
  for (let owner = node, depth = 0; owner !== NO_NODE && depth < MOST_PROTOTYPES; depth++) {
    if (heap.follow(owner, 'next') !== NO_NODE) return true
    owner = heap.follow(owner, '__proto__')
  }
  return false
}

function capturedVariable(path: Path, at: number, scene: Scene): Reading | undefined {
  const variable = scene.variableOf(path.edges[at + 1])
  return variable === undefined ? undefined : reading(path, at, scene, 2, variable)
}

function reading(path: Path, at: number, scene: Scene, edges: number, variable: string | undefined): Reading {
  const holder = path.from(at)
  const where = whereItWaits(path, at, scene)
  const words =
    variable === undefined
      ? 'a local variable'
      : variable === 'this'
        ? '`this`'
        : `local variable \`${variable}\``
  const name = functionName(path.heap, holder) || labelOf(path.heap, holder)
  return {
    ...where,
    edges,
    words,
    keeps: true,
    fact:
      variable === undefined || variable === 'this' || where.suspendedAt === undefined
        ? undefined
        : `${name} is suspended here and keeps the last value of \`${variable}\` until it goes on or assigns it again.`,
  }
}

/** Where the function that edge `at` leaves is defined, and where it waits. */
export function whereItWaits(path: Path, at: number, scene: Scene): Pick<Reading, 'place' | 'suspendedAt'> {
  const holder = path.from(at)
  const position = scene.suspendedFunction(holder)?.suspendedAt
  return {
    suspendedAt: position && scene.place(Number(position.scriptId), position.line, position.column),
    place: scene.placeOf(path.heap.follow(holder, 'function')),
  }
}
