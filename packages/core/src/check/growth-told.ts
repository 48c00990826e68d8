import { isFrameworkScript } from '../explain/framework.ts'
import { isSuspendable } from '../explain/labels.ts'
import { functionsIn, isScope } from '../explain/scopes.ts'
import { scriptPath } from '../explain/script-path.ts'
import { scriptsOf } from '../explain/snapshot-facts.ts'
import type { Heap } from '../heap/heap.ts'
import { NodeSet } from '../heap/node-set.ts'
import { reachable } from '../heap/traversal.ts'
import type { GrowingKind, Growth } from './growth.ts'

/** A kind that is worth telling a person. */
export interface ToldKind extends GrowingKind {
  /** Those of the members that are no part of another one: all that need an explanation. */
  readonly outermost: readonly number[]
}

/** What a person looks for first: an instance of a class of theirs, then a function of theirs, then anything. */
const USER_CLASS = 0
const USER_FUNCTION = 1
const PLAIN = 1
const OTHERS = 2

/**
 * Of all kinds that grew those to tell: an object brings its parts along, and these need no word of their own. What stands for an object
 * and its parts is the user's class among them, if there is one, since the way there names all that is above it. What a test framework
 * writes down of each assertion or message is not told, unless something of the user's is in it.
 *
 * @returns the kinds in the order in which they are to be told
 *
 * Cost: the dominators of the heap, and a walk or two for each kind that is told.
 */
export function kindsToTell(growth: Growth, isBorn: (node: number) => boolean): ToldKind[] {
  const { heap, alive, kinds, runs } = growth
  const kindOfNode = new Map(kinds.flatMap(({ members }, kind) => members.map((node) => [node, kind])))
  const outermostOf = outermostGrowing(heap, kindOfNode)
  const code = new CodeOwners(heap)

  // an object with its parts: the kind of the outermost, and the kinds that are found inside
  const inside = kinds.map(() => new Set<number>())
  for (const [node, kind] of kindOfNode) inside[kindOfNode.get(outermostOf(node)) as number].add(kind)
  const tops = kinds.flatMap(({ members }, kind) => {
    const own = members.filter((node) => kindOfNode.get(outermostOf(node)) === kind)
    return own.length >= runs || own.length * 2 >= members.length ? [{ kind, example: own[0] }] : []
  })

  const chosen = tops
    .map(({ kind: top, example }) => {
      const ranked = [top, ...inside[top]].map((kind) => ({ kind, rank: code.rank(kinds[kind].members[0]) }))
      const best = ranked.reduce((a, b) => (b.rank < a.rank ? b : a))
      return { top, example, ...best }
    })
    .filter(({ kind, example }) => code.isUsers(kinds[kind].members[0]) || !code.isHeldByFramework(example))
    .sort((a, b) => a.rank - b.rank || kinds[b.kind].members.length - kinds[a.kind].members.length)

  const told = new Set<number>()
  const covered = { above: new NodeSet(heap.nodeCount), below: new NodeSet(heap.nodeCount) }
  for (const { top, kind } of chosen) {
    if (told.has(kind)) continue
    const isCovered = (node: number) => covered.above.has(node) || covered.below.has(node)
    if (mostly(kinds[top].members, isCovered) || mostly(kinds[kind].members, isCovered)) continue
    told.add(kind)
    const members = [...told].flatMap((each) => kinds[each].members)
    covered.above = bornAncestors(heap, members, isBorn)
    const held = new Set(members)
    covered.below = alive.minus(reachable(heap, { excludeNode: (node) => held.has(node) }))
  }
  return [...told].map((kind) => {
    const { members } = kinds[kind]
    return { ...kinds[kind], outermost: notInsideTheirOwn(heap, members) }
  })
}

function mostly(nodes: readonly number[], is: (node: number) => boolean): boolean {
  return nodes.filter(is).length * 2 > nodes.length
}

/** For each growing node the outermost growing node that dominates it: itself, if none does. */
function outermostGrowing(heap: Heap, growing: ReadonlyMap<number, number>): (node: number) => number {
  const { immediateDominator, preorder } = heap.dominators
  // index: node; value: outermost growing dominator, itself included, plus 1; 0 for none
  const outermost = new Uint32Array(heap.nodeCount)
  for (let place = 1; place < preorder.length; place++) {
    const node = preorder[place]
    outermost[node] = outermost[immediateDominator[node]] || (growing.has(node) ? node + 1 : 0)
  }
  return (node) => (outermost[node] || node + 1) - 1
}

/** Those that no other of them dominates: of a list that is linked, its head. */
function notInsideTheirOwn(heap: Heap, members: readonly number[]): number[] {
  const { immediateDominator, preorder } = heap.dominators
  const own = new Set(members)
  // index: node; value: 1 if it or a dominator is one of them
  const isInside = new Uint8Array(heap.nodeCount)
  const outermost: number[] = []
  for (let place = 1; place < preorder.length; place++) {
    const node = preorder[place]
    isInside[node] = isInside[immediateDominator[node]]
    if (!own.has(node)) continue
    if (isInside[node] === 0) outermost.push(node)
    isInside[node] = 1
  }
  return outermost.sort((a, b) => a - b)
}

/** What was born lately and helps to keep these alive, and they. */
function bornAncestors(heap: Heap, nodes: readonly number[], isBorn: (node: number) => boolean): NodeSet {
  const { retainers, edgeStrength, edgeFroms } = heap
  const met = NodeSet.from(heap.nodeCount, nodes)
  const queue = [...met]
  for (const node of queue)
    for (let at = retainers.firstRetainer[node]; at < retainers.firstRetainer[node + 1]; at++) {
      const edge = retainers.retainerEdge[at]
      const from = edgeFroms[edge]
      if (edgeStrength[edge] !== 0 && isBorn(from) && met.add(from)) queue.push(from)
    }
  return met
}

/** Objects on the way from one to its holder that are looked at. */
const MOST_HOLDERS = 20

/** Whose code it is that an object is of. */
class CodeOwners {
  readonly #heap: Heap
  readonly #scripts: ReturnType<typeof scriptsOf>

  constructor(heap: Heap) {
    this.#heap = heap
    this.#scripts = scriptsOf(heap)
  }

  rank(node: number): number {
    const heap = this.#heap
    if (this.isUsers(node))
      return heap.typeName(node) === 'closure' || isSuspendable(heap, node) ? USER_FUNCTION : USER_CLASS
    return this.#pathOf(node) === undefined && heap.typeName(node) === 'object' ? PLAIN : OTHERS
  }

  /** Whether a function or an instance's class is written in a file of the project. */
  isUsers(node: number): boolean {
    const path = this.#pathOf(node)
    return path !== undefined && /^(\/|[A-Za-z]:[\\/])/.test(path) && !/[\\/]node_modules[\\/]/.test(path)
  }

  /** Whether the nearest thing with code of its own that holds an object is a test framework's. */
  isHeldByFramework(node: number): boolean {
    const heap = this.#heap
    const { immediateDominator } = heap.dominators
    let at = immediateDominator[node]
    for (let climbed = 0; climbed < MOST_HOLDERS && at !== heap.root; climbed++) {
      const code = isScope(heap, at) ? first(functionsIn(heap, at)) : at
      const path = code === undefined ? undefined : this.#pathOf(code)
      if (path !== undefined) return isFrameworkScript(path)
      at = immediateDominator[at]
    }
    return false
  }

  #pathOf(node: number): string | undefined {
    const heap = this.#heap
    const location = heap.location(isSuspendable(heap, node) ? heap.follow(node, 'function') : node)
    const script = location && this.#scripts.get(location.scriptId)
    return script && scriptPath(script.url)
  }
}

function first<Item>(items: Iterable<Item>): Item | undefined {
  for (const item of items) return item
  return undefined
}
