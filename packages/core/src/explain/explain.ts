import type { Heap } from '../heap/heap.ts'
import { SpanningTree } from '../heap/spanning-tree.ts'
import type { BirthFacts, Births } from './births.ts'
import { birthsOf, UNKNOWN_BIRTHS } from './births.ts'
import type { Culprit } from './culprit.ts'
import { allocationStacksOf } from './allocation-stacks.ts'
import { findCulprit } from './culprit.ts'
import { edgeCostIn } from './edge-cost.ts'
import { fingerprintOf } from './fingerprint.ts'
import { labelOf } from './labels.ts'
import type { LeakGraph } from './leak-graph.ts'
import { pictureOf } from './leak-picture.ts'
import type { LeakCut, LeakGroup } from './leak-trace.ts'
import type { LiveFacts } from './live-facts.ts'
import { reasonOf } from './reason.ts'
import { referenceWords } from './reference-words.ts'
import type { Beginning, Beginnings, RunFacts } from './roots.ts'
import { beginningOfWay, beginningsIn } from './roots.ts'
import { Scene } from './scene.ts'
import type { Link } from './trace.ts'
import { readLinks, traceOf } from './trace.ts'
import { TraceWays } from './trace-ways.ts'

/** Why the survivors are alive: groups of equal reasons, the biggest first, and the graph to draw. */
export interface Explanation {
  readonly groups: readonly LeakGroup[]
  readonly graph: LeakGraph
  /** The edges of each group's cut. */
  readonly cuts: readonly ReadonlySet<number>[]
}

/** What an explanation may be told. */
export interface ExplainOptions {
  /** Levels of ancestors above the survivors in the graph. */
  readonly generations: number
  /** Of the heap, when it is there already. */
  readonly tree?: SpanningTree
  /** Whether strings of the heap, such as the keys of Maps, are kept out. */
  readonly redact: boolean
  readonly run: RunFacts
  /** What was there before the body and what it made, when a measurement saw it. */
  readonly births?: BirthFacts
}

/** Groups for which it is made sure that the cut frees them: those that a text shows. */
const MOST_VERIFIED = 5

/** Members of a group whose ways are all looked at. */
const MOST_LINKED = 100

interface ExplainedGroup {
  readonly beginning: Beginning
  /** Of the first member. */
  readonly links: readonly Link[]
  /** Of the first members, of equal words. */
  readonly linksByMember: (readonly Link[])[]
  readonly members: number[]
}

/**
 * Explains why nodes of a heap are alive.
 *
 * @param survivors nodes that should be gone
 * @param facts what the live isolate adds: names of scripts, variables of suspended functions
 *
 * Cost: a walk over the heap, if there is no tree yet; else in proportion to what holds the survivors, and to what hangs on the cuts of the first
 * groups.
 */
export function explain(
  heap: Heap,
  survivors: readonly number[],
  facts: LiveFacts,
  options: ExplainOptions,
): Explanation {
  const scene = new Scene(heap, facts, options.redact)
  const tree = options.tree ?? new SpanningTree(heap)
  const beginnings = beginningsIn(scene, options.run)
  const edgeCost = edgeCostIn(heap)
  const births = options.births ? birthsOf(heap, options.births) : UNKNOWN_BIRTHS
  const ways = new TraceWays(heap, { edgeCost, beginnings, alive: tree.alive })

  const groups = groupByReason(scene, beginnings, ways, survivors)
  const sought = { scene, heap, edgeCost, beginnings, births, tree, ways }
  const culprits = groups.map(({ linksByMember, members }, index) =>
    findCulprit({ ...sought, verify: index < MOST_VERIFIED }, linksByMember, members),
  )
  return {
    groups: groups.map((group, index) => ({
      ...describeGroup(scene, births, beginnings, group, culprits[index], options.run),
      retainedSize: index < MOST_VERIFIED ? retainedSizeOf(tree, group.members) : undefined,
      allocation: allocationStacksOf(scene, group.members, options.run),
    })),
    graph: pictureOf({
      scene,
      births,
      edgeCost,
      beginnings,
      survivors,
      traces: groups.flatMap(({ links }, index) => [
        { links, culprit: culprits[index].link },
        ...culprits[index].others.map(({ links: way, link }) => ({ links: way, culprit: link })),
      ]),
      cut: new Set(culprits.flatMap(({ edges }) => [...edges])),
      generations: options.generations,
      run: options.run,
    }),
    cuts: culprits.map(({ edges }) => edges),
  }
}

/** Bytes that only these nodes keep alive, their own among them. */
function retainedSizeOf(tree: SpanningTree, nodes: readonly number[]): number {
  const { shallowSize } = tree.heap.columns
  let size = 0
  for (const node of tree.lostWithout({ nodes })) size += shallowSize[node]
  return size
}

function groupByReason(
  scene: Scene,
  beginnings: Beginnings,
  ways: TraceWays,
  survivors: readonly number[],
): ExplainedGroup[] {
  const groups = new Map<string, ExplainedGroup>()
  for (const survivor of survivors) {
    const edges = ways.wayTo(survivor)
    if (!edges) continue
    const { beginning, path } = beginningOf(scene, beginnings, edges)
    const links = readLinks(scene, path)
    const words = links.map(({ reading }) => reading.words)
    const reason = reasonOf(scene.heap.name(survivor), beginning.describe().label, words)
    const group = groups.get(reason)
    if (!group) groups.set(reason, { beginning, links, linksByMember: [links], members: [survivor] })
    else {
      group.members.push(survivor)
      if (group.linksByMember.length < MOST_LINKED) group.linksByMember.push(links)
    }
  }
  return [...groups]
    .sort(([reasonOfA, a], [reasonOfB, b]) => firstTold(a, b) || (reasonOfA < reasonOfB ? -1 : 1))
    .map(([, group]) => group)
}

/** Most instances first, then the shortest way: what holds others comes before them. A heap's own order is another in each run. */
function firstTold(a: ExplainedGroup, b: ExplainedGroup): number {
  return b.members.length - a.members.length || a.links.length - b.links.length
}

/** A path begins at the last place on it that people know: what leads there is no part of the reason. */
export function beginningOf(
  { heap }: Scene,
  beginnings: Beginnings,
  edges: readonly number[],
): { beginning: Beginning; path: readonly number[] } {
  for (let at = edges.length - 1; at > 0; at--) {
    const beginning = beginnings.get(heap.edgeFrom(edges[at]))
    if (beginning?.cost === 0) return { beginning, path: edges.slice(at) }
  }
  const beginning = beginningOfWay(heap, beginnings, edges) ?? (beginnings.get(heap.root) as Beginning)
  return { beginning, path: edges }
}

function describeGroup(
  scene: Scene,
  births: Births,
  beginnings: Beginnings,
  group: ExplainedGroup,
  culprit: Culprit,
  { projectRoot }: RunFacts,
): LeakGroup {
  const { links, members, beginning } = group
  const trace = traceOf(scene, births, beginning.describe(), links, culprit.link)
  const otherTraces = culprit.others.map((other) => {
    const from = beginningOfWay(scene.heap, beginnings, other.path) ?? beginning
    return traceOf(scene, births, from.describe(), other.links, other.link)
  })
  const className = labelOf(scene.heap, members[0])
  const suspect = referenceWords(trace, culprit.link)
  const references = [
    suspect + (culprit.alike > 0 ? ` and ${culprit.alike} like it` : ''),
    ...otherTraces.map((other, index) => referenceWords(other, culprit.others[index].link)),
  ]
  const frees = culprit.freed ?? members.length
  const cut: LeakCut = {
    step: culprit.link,
    sentence: `${references.join(', and ')} (${effect(frees, members.length)})`,
    references: references.length + culprit.alike,
  }
  return {
    className,
    count: members.length,
    fingerprint: fingerprintOf(className, trace.root.label, suspect, projectRoot),
    trace,
    otherTraces,
    cut,
    advice: frees === members.length ? adviceFor(links, culprit.link) : [],
  }
}

/** What is always right for the culprit's way of holding, and what explains the ways that lead on from it. */
function adviceFor(links: readonly Link[], culprit: number): string[] {
  const facts = links.slice(culprit).flatMap(({ reading }) => reading.fact ?? [])
  return [...(links[culprit].reading.advice ?? []), ...facts]
}

function effect(freed: number, count: number): string {
  if (freed < count)
    return freed === 0 ? 'other paths remain' : `frees ${freed} of ${count}, other paths remain`
  return count === 1 ? 'nothing else keeps it alive' : `nothing else keeps the ${count} alive`
}
