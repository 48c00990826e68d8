import type { Heap } from '../heap/heap.ts'
import { cheapestPaths } from '../heap/paths.ts'
import { reachable } from '../heap/traversal.ts'
import { allocationStacksOf } from './allocation-stacks.ts'
import { findCulprit } from './culprit.ts'
import { computeEdgeCost } from './edge-cost.ts'
import { fingerprintOf } from './fingerprint.ts'
import { labelOf } from './labels.ts'
import type { LeakGraph } from './leak-graph.ts'
import { pictureOf } from './leak-picture.ts'
import type { LeakCut, LeakGroup, LeakTrace } from './leak-trace.ts'
import type { LiveFacts } from './live-facts.ts'
import type { Beginning, RunFacts } from './roots.ts'
import { findBeginnings } from './roots.ts'
import { Scene } from './scene.ts'
import type { Link } from './trace.ts'
import { readLinks, traceOf } from './trace.ts'

/** Why the survivors are alive: groups of equal reasons, the biggest first, and the graph to draw. */
export interface Explanation {
  readonly groups: readonly LeakGroup[]
  readonly graph: LeakGraph
}

/** What an explanation may be told. */
export interface ExplainOptions {
  /** Levels of ancestors above the survivors in the graph. */
  readonly generations: number
  /** Edges that are gone with the current job: no reason to be alive. */
  readonly ignoredEdges: ReadonlySet<number>
  /** Whether strings of the heap, such as the keys of Maps, are kept out. */
  readonly redact: boolean
  readonly run: RunFacts
}

interface ExplainedGroup {
  readonly beginning: Beginning
  readonly links: readonly Link[]
  readonly members: number[]
  readonly fingerprint: string
}

/**
 * Explains why nodes of a heap are alive.
 *
 * @param survivors nodes that should be gone
 * @param facts what the live isolate adds: names of scripts, variables of suspended functions
 *
 * Cost: three walks over the heap, and one for each group.
 */
export function explain(
  heap: Heap,
  survivors: readonly number[],
  facts: LiveFacts,
  options: ExplainOptions,
): Explanation {
  const scene = new Scene(heap, facts, options.redact)
  const { ignoredEdges } = options
  const excludeEdge = (edge: number) => ignoredEdges.has(edge)
  const alive = reachable(heap, { excludeEdge })
  const beginnings = findBeginnings(scene, alive, options.run)
  const edgeCost = computeEdgeCost(heap)
  const sources = new Map([...beginnings].map(([node, { cost }]) => [node, cost]))
  const paths = cheapestPaths(heap, edgeCost, survivors, { sources, excludeEdge })

  const groups = groupByReason(scene, beginnings, paths)
  const culprits = groups.map(({ links, members }) => findCulprit(heap, links, members, ignoredEdges))
  return {
    groups: groups.map((group, index) => ({
      ...describeGroup(scene, group, culprits[index]),
      allocation: allocationStacksOf(scene, group.members, options.run),
    })),
    graph: pictureOf({
      scene,
      edgeCost,
      beginnings,
      survivors,
      traces: groups.map(({ links }, index) => ({ links, culprit: culprits[index].link })),
      generations: options.generations,
      run: options.run,
    }),
  }
}

function groupByReason(
  scene: Scene,
  beginnings: ReadonlyMap<number, Beginning>,
  paths: ReadonlyMap<number, readonly number[]>,
): ExplainedGroup[] {
  const groups = new Map<string, ExplainedGroup>()
  for (const [survivor, edges] of paths) {
    const { beginning, path } = beginningOf(scene, beginnings, survivor, edges)
    const links = readLinks(scene, path)
    const fingerprint = fingerprintOf(scene.heap.name(survivor), beginning.describe().label, links)
    const group = groups.get(fingerprint)
    if (group) group.members.push(survivor)
    else groups.set(fingerprint, { beginning, links, members: [survivor], fingerprint })
  }
  return [...groups.values()].sort((a, b) => b.members.length - a.members.length)
}

/** A path begins at the last place on it that people know: what leads there is no part of the reason. */
function beginningOf(
  { heap }: Scene,
  beginnings: ReadonlyMap<number, Beginning>,
  survivor: number,
  edges: readonly number[],
): { beginning: Beginning; path: readonly number[] } {
  for (let at = edges.length - 1; at > 0; at--) {
    const beginning = beginnings.get(heap.edgeFrom(edges[at]))
    if (beginning?.cost === 0) return { beginning, path: edges.slice(at) }
  }
  const first = edges.length > 0 ? heap.edgeFrom(edges[0]) : survivor
  return { beginning: beginnings.get(first) ?? (beginnings.get(heap.root) as Beginning), path: edges }
}

function describeGroup(
  scene: Scene,
  group: ExplainedGroup,
  culprit: { link: number; freed: number },
): LeakGroup {
  const { links, members, beginning, fingerprint } = group
  const root = beginning.describe()
  const trace = traceOf(scene, root, links, culprit.link)
  const cut: LeakCut = {
    step: culprit.link,
    sentence: `${links[culprit.link].reading.words} of ${holderName(trace, culprit.link)} (${effect(culprit.freed, members.length)})`,
  }
  return {
    className: labelOf(scene.heap, members[0]),
    count: members.length,
    fingerprint,
    trace,
    cut,
    advice: culprit.freed === members.length ? (links[culprit.link].reading.advice ?? []) : [],
  }
}

/** The holder of a step, told from others of its class by how it is itself held: ``Map `sessions` ``. */
function holderName({ root, steps }: LeakTrace, step: number): string {
  if (step === 0) return root.label
  const { label, edge } = steps[step - 1]
  const [, variable] = /^(?:closure |local )?variable `(.*)`$/.exec(edge) ?? []
  if (variable !== undefined) return label.includes(variable) ? label : `${label} \`${variable}\``
  return edge.startsWith('.') ? `${label} ${edge}` : label
}

function effect(freed: number, count: number): string {
  if (freed < count)
    return freed === 0 ? 'other paths remain' : `frees ${freed} of ${count}, other paths remain`
  return count === 1 ? 'nothing else keeps it alive' : `nothing else keeps the ${count} alive`
}
