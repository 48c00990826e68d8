import type { Heap } from '../heap/heap.ts'
import { NodeSet } from '../heap/node-set.ts'
import type { CodeOwners } from './code-owners.ts'
import type { GrowingKind, Growth } from './growth.ts'

/** A kind that is worth telling a person. */
export interface ToldKind extends GrowingKind {
  /** Those of the members that are no part of another one: all that need an explanation. */
  readonly outermost: readonly number[]
}

/**
 * Of all kinds that grew those to tell: an object brings its parts along, and these need no word of their own. What stands for an object
 * and its parts is the user's class among them, if there is one, since the way there names all that is above it. What a test framework
 * writes down of each assertion or message is not told, unless something of the user's is in it.
 *
 * @returns the kinds in the order in which they are to be told
 *
 * Cost: the dominators of the heap, and what hangs on each kind that is told.
 */
export function kindsToTell(
  growth: Growth,
  owners: CodeOwners,
  isBorn: (node: number) => boolean,
): ToldKind[] {
  const { heap, tree, kinds, runs } = growth
  const kindOfNode = new Map(kinds.flatMap(({ members }, kind) => members.map((node) => [node, kind])))
  const outermostOf = outermostGrowing(heap, kindOfNode)

  // an object with its parts: the kind of the outermost, and the kinds that are found inside
  const inside = kinds.map(() => new Set<number>())
  for (const [node, kind] of kindOfNode) inside[kindOfNode.get(outermostOf(node)) as number].add(kind)
  const isEnough = (some: readonly number[], all: readonly number[]) =>
    some.length >= runs || some.length * 2 >= all.length
  const tops = kinds.flatMap(({ members }, kind) => {
    const own = members.filter((node) => kindOfNode.get(outermostOf(node)) === kind)
    return isEnough(own, members) ? [{ kind, own }] : []
  })
  // arrays, say, are the user's and a framework's: of each it must be known
  const isFrameworks = remembered((node) => owners.isFrameworks(node))
  const toldOf = (kind: number) => {
    const { members } = kinds[kind]
    return owners.isUsers(members[0]) ? members : members.filter((node) => !isFrameworks(outermostOf(node)))
  }

  const chosen = tops
    .map(({ kind: top, own }) => {
      const ranked = [top, ...inside[top]].map((kind) => ({
        kind,
        rank: owners.rank(kinds[kind].members[0]),
      }))
      const best = ranked.reduce((a, b) => (b.rank < a.rank ? b : a))
      return { top, own, ...best }
    })
    .filter(
      ({ kind, own }) =>
        owners.isUsers(kinds[kind].members[0]) ||
        isEnough(
          own.filter((node) => !isFrameworks(node)),
          own,
        ),
    )
    .sort((a, b) => a.rank - b.rank || kinds[b.kind].members.length - kinds[a.kind].members.length)

  // key: kind; value: those of its members that are told
  const told = new Map<number, readonly number[]>()
  const covered = { above: new NodeSet(heap.nodeCount), below: new NodeSet(heap.nodeCount) }
  for (const { top, kind } of chosen) {
    if (told.has(kind)) continue
    const isCovered = (node: number) => covered.above.has(node) || covered.below.has(node)
    if (mostly(kinds[top].members, isCovered) || mostly(kinds[kind].members, isCovered)) continue
    told.set(kind, toldOf(kind))
    const members = [...told.values()].flat()
    covered.above = bornAncestors(heap, members, isBorn)
    covered.below = tree.lostWithout({ nodes: members })
  }
  return Array.from(told, ([kind, members]) => ({
    ...kinds[kind],
    members,
    outermost: notInsideTheirOwn(heap, members),
  }))
}

/** The same, asked once for each node. */
function remembered(is: (node: number) => boolean): (node: number) => boolean {
  const answers = new Map<number, boolean>()
  return (node) => {
    let answer = answers.get(node)
    if (answer === undefined) answers.set(node, (answer = is(node)))
    return answer
  }
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
