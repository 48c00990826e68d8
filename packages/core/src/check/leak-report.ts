import type { LeakGraph } from '../explain/leak-graph.ts'
import type { LeakGroup, Place } from '../explain/leak-trace.ts'
import { plainGroups } from '../explain/plain-groups.ts'
import { shownPath, shownPlace } from '../explain/shown-place.ts'
import type { Measured } from './measurement.ts'
import type { LeakShape, LeakShapeKind } from './shape.ts'
import { kindOf } from './shape.ts'
import type { PictureCaption } from '../render/caption.ts'
import { renderHtml } from '../render/html.ts'
import { renderMermaid } from '../render/mermaid.ts'
import { renderSvg, renderSvgSync } from '../render/svg.ts'
import { visibleText } from '../render/visible-text.ts'
import { renderGroups, shownSentence } from '../render/text.ts'

/** How long each stage took, in milliseconds. Absent stages did not run. */
export interface LeakTimings {
  /** Finding the instances that are alive before the body. */
  readonly baseline: number
  /** The body itself, to the end of its promise. */
  readonly body: number
  /** Waiting until the survivors of an async body are no longer getting fewer. */
  readonly settle?: number
  /** Finding the instances that are alive after it. */
  readonly count: number
  /** Taking the heap snapshot and reading it; only when something survived. */
  readonly snapshot?: number
  /** Finding the reasons; only when something survived. */
  readonly explain?: number
  /** Running the body a second time and finding where instances are created; only with the option `allocationStacks`. */
  readonly allocationStacks?: number
}

/** The facts of one measurement: all of a report but its methods. */
export type LeakFacts = Omit<
  LeakReport,
  'toText' | 'toSentences' | 'toSvg' | 'toSvgSync' | 'toMermaid' | 'toHtml' | 'toJSON'
>

/** What a measurement found. A leak is no error here: adapters turn it into a failing test. */
export class LeakReport {
  /** Instances that the body created and left alive. */
  declare readonly leakedCount: number
  /** Instances alive before the body. */
  declare readonly liveBefore: number
  /** Instances alive at the end that were not before. */
  declare readonly liveAfter: number
  /** The first sentence, when it is another than the number of instances. */
  declare readonly headline?: string
  /** Names of the classes looked for. */
  declare readonly target: string
  /** What was measured: `fn()`, a block of code, or a whole test. */
  declare readonly measured: Measured
  /** How often the body was run. */
  declare readonly runs: number
  /** How the number of survivors grew; undefined when there are some after one run only, which tells no shape. */
  declare readonly shape?: LeakShape
  /** Whether it counts as a leak, by the options `allow` and `failOn`: whether `.not.toLeak()` fails. */
  declare readonly isLeak: boolean
  /** Survivors that are no leak, since they are held only through what the options `through` and `ignore` permit; not in `leakedCount`. */
  declare readonly permittedCount: number
  /** The same in words; undefined when there are none. */
  declare readonly permittedNote?: string
  /** Instances that were still alive when an async body had settled, and went soon after. */
  declare readonly lateCount: number
  /** Whether the body was async. */
  declare readonly async: boolean
  /** Equal reasons together, the biggest group first; empty when nothing leaked. */
  declare readonly groups: readonly LeakGroup[]
  /** Why it is not known where survivors were created, though option `allocationStacks` asks for it: one sentence. */
  declare readonly allocationNote?: string
  /** Ancestors of the survivors; empty when nothing leaked. */
  declare readonly graph: LeakGraph
  /** How long it took, by stages. */
  declare readonly timings: LeakTimings
  /** Places are shown relative to it. */
  declare readonly projectRoot: string
  /** `suite > test`; in the picture's caption. */
  declare readonly testName?: string
  /** Absolute path; in the picture's caption. */
  declare readonly testFile?: string

  constructor(facts: LeakFacts) {
    Object.assign(this, facts)
  }

  /** The headline, and for each group its trace, where to cut, and advice. */
  toText({ color = false }: { color?: boolean } = {}): string {
    const { groups } = this
    const parts = [visibleText(this.#headline())]
    if (groups.length > 0)
      parts.push(renderGroups(groups, { color, placeWords: this.#placeWords, maker: this.#maker }))
    return [...parts, ...this.#notes().map(visibleText)].join('\n\n')
  }

  /** The ancestors graph as a self-contained picture. */
  toSvg(): Promise<string> {
    return renderSvg(this.graph, this.#caption())
  }

  /** The same picture, laid out in another thread while this one waits: for code that cannot await. */
  toSvgSync(): string {
    return renderSvgSync(this.graph, this.#caption())
  }

  /** The same graph, smaller, as a Mermaid flowchart, for pages that draw such. */
  toMermaid(): string {
    return renderMermaid(this.graph)
  }

  /** Text and picture as one self-contained `<section>` of HTML: no script, nothing loaded, light and dark. */
  toHtml({
    svg = this.groups.length > 0 ? this.toSvgSync() : '',
  }: {
    /** The picture, when it is there already; otherwise it is drawn while this thread waits. */
    readonly svg?: string
  } = {}): string {
    return renderHtml({
      headline: this.#headline(),
      caption: this.#caption(),
      groups: this.groups,
      notes: this.#notes(),
      svg,
      placeWords: this.#placeWords,
    })
  }

  /** The first sentence of the text, and those after the groups. */
  toSentences(): {
    /** What is alive. */
    readonly headline: string
    /** What the groups do not say. */
    readonly notes: readonly string[]
  } {
    return { headline: this.#headline(), notes: this.#notes() }
  }

  /** Plain data for a JSON file. No string of the user's heap is in it, only names and places. */
  toJSON(): object {
    const { graph, groups, projectRoot, ...plain } = this
    return { ...plain, groups: plainGroups(groups, projectRoot), graph: graph.toJSON() }
  }

  #headline(): string {
    const { leakedCount, liveBefore, measured, shape, target, headline } = this
    if (headline !== undefined) return shownSentence(headline)
    if (measured === 'object')
      return `The ${target} ${leakedCount === 0 ? 'was collected' : 'is still alive'}.`
    const instances = plural(leakedCount, `instance of ${target} is`, `instances of ${target} are`)
    if (measured === 'instances') return `${instances} alive.`
    const found =
      leakedCount === 0
        ? `No ${this.permittedCount > 0 ? 'other ' : ''}instance of ${target} that ${this.#maker} created is`
        : `${instances} still`
    const growth =
      this.runs > 1 && leakedCount > 0 && shape !== undefined ? ` ${SHAPE_WORDS[kindOf(shape)](shape)}` : ''
    return `${found} alive after ${this.#done} (before: ${liveBefore}).${growth}`
  }

  /** Who created what was not there before. */
  get #maker(): string {
    return this.measured === 'block' || this.measured === 'test' ? `the ${this.measured}` : 'fn()'
  }

  /** After what one looked. */
  get #done(): string {
    if (this.measured !== 'function') return this.#maker
    if (this.runs > 1) return `${this.runs} runs of fn()`
    return this.async ? 'fn() settled' : 'fn() returned'
  }

  readonly #placeWords = (place: Place): string => shownPlace(place, this.projectRoot)

  /** What the groups do not say. */
  #notes(): string[] {
    const unexplained = this.leakedCount - this.groups.reduce((sum, { count }) => sum + count, 0)
    const notes: string[] = []
    if (unexplained > 0)
      notes.push(
        `${plural(unexplained, 'of them is', 'of them are')} alive although no reference in the heap snapshot leads there: native code may hold on.`,
      )
    if (this.lateCount > 0)
      notes.push(
        `${plural(this.lateCount, 'instance was', 'instances were')} still alive after ${this.#done} and went in the ${Math.ceil(this.timings.settle ?? 0)} ms that followed.`,
      )
    if (this.permittedNote !== undefined) notes.push(this.permittedNote)
    if (this.allocationNote !== undefined) notes.push(shownSentence(this.allocationNote))
    return notes
  }

  #caption(): PictureCaption {
    const { projectRoot, target, testFile, testName = `findLeaks(${target})` } = this
    return { testName, testFile: testFile && shownPath(testFile, projectRoot), maker: this.#maker }
  }
}

const SHAPE_WORDS: Record<LeakShapeKind, (shape: LeakShape) => string> = {
  clean: () => '',
  'settles late': () => '',
  'one-off': () => 'No more with each run: a cache, or the last value?',
  bounded: () => 'Their number has stopped growing: a pool, or a cache with a limit?',
  'per run': (shape) => `They grow by ${shape}.`,
  irregular: () => 'They grow, but not by as many with each run.',
}

function plural(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`
}
