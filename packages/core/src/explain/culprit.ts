import { STRONG } from '../heap/edge-strength.ts'
import type { Heap } from '../heap/heap.ts'
import type { Births } from './births.ts'
import type { CutInput, ReferenceCut } from './cut.ts'
import { findCut } from './cut.ts'
import { isUserLevel } from './labels.ts'
import { isDetached, isPageNode } from './page-nodes.ts'
import type { Scene } from './scene.ts'
import { isScope } from './scopes.ts'
import type { TraceWays } from './trace-ways.ts'
import type { Link } from './trace.ts'
import { readLinks } from './trace.ts'

/** The references to suspect, and what their cut does. */
export interface Culprit {
  /** Index of the group's link that is to be cut. */
  readonly link: number
  /** Survivors of the group that would go; undefined when it was not tried out. */
  readonly freed: number | undefined
  /** Further ways by which survivors are held, each with the reference of it that is to be cut, too. */
  readonly others: readonly OtherWay[]
  /** References of the cut that read like the first or one of the others: other survivors at other indices. */
  readonly alike: number
  /** All edges of the cut. */
  readonly edges: ReadonlySet<number>
}

/** A way beside the group's trace. */
export interface OtherWay {
  readonly path: readonly number[]
  readonly links: readonly Link[]
  /** Index of the link to cut. */
  readonly link: number
}

/** What the culprit is looked for in. */
export interface CulpritInput extends CutInput {
  readonly scene: Scene
  readonly ways: TraceWays
  /** Whether it is made sure of what the cut frees. */
  readonly verify: boolean
}

/** References that are tried, the nearest to the survivor first. */
const MOST_CANDIDATES = 4
/** Ways that are told beside the trace. */
const MOST_OTHERS = 3

/**
 * The smallest set of references whose cut frees the group; of several, the one from what was there before the body to what was born in
 * it. Where births leave a choice of references (of V8's records, of another realm, or if none are known), the one of these that holds what
 * was taken out of a page, or else the one nearest to the survivor that people keep things by on purpose, if its cut frees all.
 *
 * Cost: the references to what the body made; to make sure, for each way and each choice, what hangs on the cut (spanning-tree.ts).
 */
export function findCulprit(
  input: CulpritInput,
  linksByMember: readonly (readonly Link[])[],
  group: readonly number[],
): Culprit {
  const [links] = linksByMember
  const { choice, isKnown } = bornSomewhereIn(input.births, links)
  // where nothing is known of births, one reference further up says more than one for each survivor
  const tried = isKnown ? linksByMember : [links]
  const kept =
    choice.length > 1
      ? (holdsDetached(input, choice, links, group) ?? nearestOnPurpose(input, choice, tried, group))
      : undefined
  if (kept?.freed === group.length) return kept
  return (
    smallestCut(input, linksByMember, group) ??
    kept ??
    (nearestOnPurpose(input, [...links.keys()], [links], group) as Culprit)
  )
}

/** The links, by index, of which one leads from the last object that was there before to the first after it that was born; whether that is known. */
function bornSomewhereIn(
  { originOf }: Births,
  links: readonly Link[],
): { choice: number[]; isKnown: boolean } {
  // not by what stands between: the functions by which V8 resumes an await look old
  const lastOld = Math.max(
    0,
    links.findLastIndex(({ from }) => originOf(from) === 'before'),
  )
  const firstBorn = links.findIndex(
    ({ to, between }, index) =>
      index >= lastOld && [...between, to].some((part) => originOf(part) === 'body'),
  )
  const isKnown = firstBorn !== -1
  return { choice: [...links.keys()].slice(lastOld, isKnown ? firstBorn + 1 : undefined), isKnown }
}

/** The reference by which a tree is held that is in no document any more: who took it out meant it to go. */
function holdsDetached(
  input: CulpritInput,
  choice: readonly number[],
  links: readonly Link[],
  group: readonly number[],
): Culprit | undefined {
  const { heap, births } = input
  const link = choice.find(
    (index) =>
      !isPageNode(heap, links[index].from) &&
      isDetached(heap, links[index].to) &&
      // a function that the body made stands nearer to what the body did
      !links[index].between.some((part) => births.originOf(part) === 'body'),
  )
  if (link === undefined) return undefined
  const edges = edgesOf(heap, links[link])
  const freed = countFreed({ ...input, verify: true }, edges, group)
  return freed === group.length ? { link, others: [], alike: 0, edges, freed } : undefined
}

function smallestCut(
  input: CulpritInput,
  linksByMember: readonly (readonly Link[])[],
  group: readonly number[],
): Culprit | undefined {
  const [links] = linksByMember
  const cut = findCut(input, group)
  if (cut === undefined) return undefined
  const first = links.findIndex(({ edges }) => edges.some((edge) => cut.edges.has(edge)))
  if (first === -1) return undefined
  const further = cut.references.filter((edges) => !edges.some((edge) => links[first].edges.includes(edge)))
  const same = linksByMember.map((each) => each[first])
  const { others, alike } = otherWays(input, group, further, same, cut)
  return { link: first, others, alike, edges: cut.edges, freed: countFreed(input, cut.edges, group) }
}

/**
 * What the further edges of a cut are in words, each on a way of its own to a survivor.
 *
 * @param same the link with the first edge, on the way of each member; of equal words
 */
function otherWays(
  input: CulpritInput,
  group: readonly number[],
  further: readonly (readonly number[])[],
  same: readonly Link[],
  cut: ReferenceCut,
): { others: OtherWay[]; alike: number } {
  const { heap, scene, ways } = input
  const others: OtherWay[] = []
  let alike = 0
  const told = new Set(same.flatMap(({ edges }) => edges))
  const first = same[0].edges[same[0].edges.length - 1]
  // of the members beyond it is not known; they have the same words
  const name = group.length > same.length ? nameOf(heap, first) : undefined
  // an element at another index, an entry of another key: the same holder holds in the same way
  const seen = new Set([kindOf(heap, first)])
  for (const reference of further) {
    const [edge] = reference
    const kind = kindOf(heap, edge)
    if (seen.has(kind) || reference.some((each) => told.has(each)) || nameOf(heap, edge) === name) {
      alike++
      continue
    }
    seen.add(kind)
    if (others.length === MOST_OTHERS) continue
    const isExcluded = (other: number) => cut.edges.has(other) && !reference.includes(other)
    const path = firstDefined(group, (survivor) => ways.wayTo(survivor, isExcluded))
    if (path === undefined) continue
    const links = readLinks(scene, path)
    const link = links.findIndex(({ edges }) => edges.some((taken) => reference.includes(taken)))
    if (link >= 0) others.push({ path, links, link })
  }
  return { others, alike }
}

function firstDefined<Item, Result>(
  items: readonly Item[],
  find: (item: Item) => Result | undefined,
): Result | undefined {
  for (const item of items) {
    const found = find(item)
    if (found !== undefined) return found
  }
  return undefined
}

/** Equal for references of one holder that differ by index or key. */
function kindOf(heap: Heap, edge: number): string {
  return `${heap.edgeFrom(edge)} ${heap.edgeTypeName(edge)}`
}

/** Equal for references of one name from objects of one name. */
function nameOf(heap: Heap, edge: number): string {
  return `${heap.name(heap.edgeFrom(edge))} ${heap.edgeTypeName(edge)} ${heap.edgeLabel(edge)}`
}

/**
 * Of these links the one nearest to the survivor that is kept on purpose and frees all; else the one of them that frees most.
 *
 * @param linksByMember of the survivors whose references are cut, too, if one does not free all; of equal words
 */
function nearestOnPurpose(
  input: CulpritInput,
  choice: readonly number[],
  linksByMember: readonly (readonly Link[])[],
  group: readonly number[],
): Culprit | undefined {
  const [links] = linksByMember
  const nearestFirst = choice.toReversed()
  const onPurpose = nearestFirst.filter((index) => links[index].reading.keeps).slice(0, MOST_CANDIDATES)
  let best: Culprit | undefined
  for (const link of onPurpose.length > 0 ? onPurpose : nearestFirst.slice(0, 1)) {
    for (const edges of waysToCut(input.heap, links[link])) {
      const freed = countFreed({ ...input, verify: true }, edges, group) ?? 0
      if (!best || freed > (best.freed ?? 0)) best = { link, others: [], alike: 0, edges, freed }
      if (freed === group.length) return best
    }
    const all = ofAllMembers(input, link, linksByMember, group)
    if (all) return all
  }
  return best
}

/** What may be taken away of a link: the references to what it leads to, or those to the wrapper around a listener, which may refer to it twice. */
function* waysToCut(heap: Heap, link: Link): Generator<Set<number>> {
  yield edgesOf(heap, link)
  const { between } = link
  const wrapper = between.findLastIndex((part) => isWrapper(heap, part))
  if (wrapper >= 0) yield edgesOf(heap, { ...link, to: between[wrapper], between: between.slice(0, wrapper) })
}

/** A function, such as that around a `once` listener, or the record that Node's EventTarget has of a listener: it is there for one listener alone. */
function isWrapper(heap: Heap, part: number): boolean {
  return heap.typeName(part) === 'closure' || heap.name(part) === 'Listener'
}

/** The cut of the same link on the way of each member, if it frees all. */
function ofAllMembers(
  input: CulpritInput,
  link: number,
  linksByMember: readonly (readonly Link[])[],
  group: readonly number[],
): Culprit | undefined {
  if (linksByMember.length < group.length || group.length === 1) return undefined
  const same = linksByMember.map((links) => links[link])
  const edges = new Set(same.flatMap((each) => [...edgesOf(input.heap, each)]))
  const freed = countFreed({ ...input, verify: true }, edges, group)
  if (freed !== group.length) return undefined
  return { link, others: [], alike: new Set(same.map(({ to }) => to)).size - 1, edges, freed }
}

/** How many of the group go when these edges are gone. */
function countFreed(
  { tree, verify }: CulpritInput,
  edges: ReadonlySet<number>,
  group: readonly number[],
): number | undefined {
  if (!verify) return undefined
  const lost = tree.lostWithout({ edges })
  return group.filter((node) => lost.has(node)).length
}

/** Every edge by which the holder of a link, or one of its stores, refers to what it holds. */
function edgesOf(heap: Heap, { from, to, between }: Link): Set<number> {
  const holders = storesOf(heap, [from, ...between])
  return new Set([...heap.retainersOf(to)].filter((edge) => holders.has(heap.edgeFrom(edge))))
}

/** Holders with the engine's own stores of their contents: an array's elements, an object's properties. One reference stands in both. */
function storesOf(heap: Heap, holders: readonly number[]): Set<number> {
  const { firstEdge, edgeTo } = heap.columns
  const stores = new Set(holders)
  for (const holder of holders)
    for (let edge = firstEdge[holder]; edge < firstEdge[holder + 1]; edge++) {
      const store = edgeTo[edge]
      if (heap.edgeStrength[edge] === STRONG && !isUserLevel(heap, store) && !isScope(heap, store))
        stores.add(store)
    }
  return stores
}
