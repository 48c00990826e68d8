import { explain } from '../explain/explain.ts'
import type { LeakGraph } from '../explain/leak-graph.ts'
import type { LeakGroup, Place } from '../explain/leak-trace.ts'
import { plainGroups } from '../explain/plain-groups.ts'
import { shownPlace } from '../explain/shown-place.ts'
import type { PictureCaption } from '../render/caption.ts'
import { renderSvg } from '../render/svg.ts'
import { renderGroups, shownLabel } from '../render/text.ts'
import type { HeapView } from './heap-view.ts'

/** How the reasons are told. */
export interface RetentionOptions {
  /** Levels of ancestors in the picture. Default 3. */
  readonly generations?: number
  /** Whether strings of the heap, such as the keys of Maps, are kept out. Default false: nothing of it leaves the process by itself. */
  readonly redact?: boolean
}

/** All of a report but its methods. */
export type RetentionFacts = Omit<RetentionReport, 'toText' | 'toSvg' | 'toJSON'>

/** Why nodes of a heap are alive. */
export class RetentionReport {
  /** Nodes asked about. */
  declare readonly count: number
  /** Those that no GC root reaches: nothing keeps them alive. */
  declare readonly unreachable: number
  /** Their classes, most frequent first: `Session`, or `Session, User`. */
  declare readonly target: string
  /** Equal reasons together, the biggest group first. */
  declare readonly groups: readonly LeakGroup[]
  /** Their ancestors. */
  declare readonly graph: LeakGraph
  /** Places are shown relative to it. */
  declare readonly projectRoot: string

  constructor(facts: RetentionFacts) {
    Object.assign(this, facts)
  }

  /** How many there are, and for each group its trace, where to cut, and advice. */
  toText({ color = false }: { readonly color?: boolean } = {}): string {
    const parts = [this.#headline()]
    const placeWords = (place: Place) => shownPlace(place, this.projectRoot)
    if (this.groups.length > 0) parts.push(renderGroups(this.groups, { color, placeWords }))
    if (this.unreachable > 0)
      parts.push(
        `${this.unreachable} of them ${this.unreachable === 1 ? 'is' : 'are'} held by weak references alone and will go at the next collection.`,
      )
    return parts.join('\n\n')
  }

  /** The ancestors graph as a self-contained picture. */
  toSvg(caption: Partial<PictureCaption> = {}): Promise<string> {
    return renderSvg(this.graph, { testName: '', headline: this.#headline().slice(0, -1), ...caption })
  }

  /** Plain data for a JSON file. */
  toJSON(): object {
    const { graph, groups, projectRoot, ...plain } = this
    return { ...plain, groups: plainGroups(groups, projectRoot), graph: graph.toJSON() }
  }

  /** One line for the console: `RetentionReport { 12 × Session, 2 ways }`. */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    const ways = `${this.groups.length} ${this.groups.length === 1 ? 'way' : 'ways'}`
    return `RetentionReport { ${this.count} × ${shownLabel(this.target)}, ${ways} }`
  }

  #headline(): string {
    const [instances, are] = this.count === 1 ? ['instance', 'is'] : ['instances', 'are']
    return `${this.count.toLocaleString('en-US')} ${instances} of ${shownLabel(this.target)} ${are} alive.`
  }
}

/** Why some nodes of a heap are alive. */
export function explainRetention(
  view: HeapView,
  nodes: readonly number[],
  { generations = 3, redact = false }: RetentionOptions = {},
): RetentionReport {
  const { heap, scene } = view
  const projectRoot = process.cwd()
  const { groups, graph } = explain(heap, nodes, scene.facts, {
    generations,
    redact,
    run: { projectRoot },
  })
  const names = new Map<string, number>()
  for (const node of nodes) names.set(heap.name(node), (names.get(heap.name(node)) ?? 0) + 1)
  return new RetentionReport({
    count: nodes.length,
    unreachable: nodes.length - groups.reduce((sum, { count }) => sum + count, 0),
    target: [...names.keys()].join(', '),
    groups,
    graph,
    projectRoot,
  })
}
