import { inspect, types } from 'node:util'
import { InvalidInputError } from '../errors.ts'
import { edgeCostIn } from '../explain/edge-cost.ts'
import { beginningOf } from '../explain/explain.ts'
import { labelOf } from '../explain/labels.ts'
import type { Place } from '../explain/leak-trace.ts'
import type { LiveFacts } from '../explain/live-facts.ts'
import { holderName } from '../explain/reference-words.ts'
import type { TraceWords } from '../explain/reference-words.ts'
import { ENGINE_RECORDS } from '../explain/retainers/reference.ts'
import type { RunFacts } from '../explain/roots.ts'
import { beginningsIn } from '../explain/roots.ts'
import { Scene } from '../explain/scene.ts'
import type { Link } from '../explain/trace.ts'
import { definitionOf, readLinks } from '../explain/trace.ts'
import { TraceWays } from '../explain/trace-ways.ts'
import type { KeptBeyondJob } from './survivors.ts'
import type { KeptBesides } from './through.ts'
import { keptWithout } from './through.ts'

/**
 * Which references are no leak.
 *
 * - a text: what the trace says of the reference (``variable `pool` ``, `listener of event "exit"`), with or without what holds it, as in the
 *   line "Cut here" (``variable `pool` of module src/db.ts``); or the words after "GC root:" alone, for all that the root holds. Backticks may
 *   be left out; the index `[3]` stands for every index.
 * - an expression: searched for in the reference with its holder, ``variable `pool` of module src/db.ts``
 * - a function: whether it is to be ignored
 */
export type IgnorePattern = string | RegExp | ((reference: HeldReference) => boolean)

/** A reference on the way to a survivor, as the trace tells it. */
export interface HeldReference {
  /** ``variable `pool` ``, `.items[0]`, `listener of event "exit"`. */
  readonly words: string
  /** What holds: `module src/db.ts`, ``Map `sessions` ``, `EventEmitter`. */
  readonly holder: string
  /** What is held: `Session`, `function onTick`. */
  readonly held: string
  /** Whether the trace begins with it, so that `holder` is the GC root's words. */
  readonly isFirst: boolean
  /** Where the reference is declared, or else the code of what holds it, when that is known. */
  readonly place: Place | undefined
}

/** Whether a reference is to be ignored. */
export type IsIgnored = (reference: HeldReference) => boolean

/** What words are made from. */
export interface Sight {
  readonly facts: LiveFacts
  readonly run: RunFacts
  /** Whether strings of the heap are kept out of the words. */
  readonly redact: boolean
}

/** What stays of the survivors when some references are fine. */
export interface KeptBesidesIgnored extends KeptBesides {
  /** True if references to ignore were still found when the search for them ended: survivors may be among `kept` that only such hold. */
  readonly gaveUp: boolean
}

/** Times that the ways to the survivors are looked up anew, each time without the references that were ignored. */
const MOST_ROUNDS = 40
/** Survivors whose other ways are looked at, so that the report does not ask to cut what is ignored. */
const MOST_ASKED_FOR_OTHERS = 20

/**
 * The test that the option `ignore` asks for.
 *
 * @param option one pattern, or an array of them
 * @returns undefined if there is none
 * @throws InvalidInputError naming the option for anything else, and for an expression that matches every text
 */
export function ignoreTest(option: unknown): IsIgnored | undefined {
  if (option === undefined) return undefined
  const tests = (Array.isArray(option) ? option : [option]).map(testOf)
  return tests.length === 0 ? undefined : (reference) => tests.some((test) => test(reference))
}

function testOf(pattern: unknown): IsIgnored {
  if (typeof pattern === 'string') return textTest(pattern)
  if (types.isRegExp(pattern)) return expressionTest(pattern)
  if (typeof pattern === 'function') return functionTest(pattern as (reference: HeldReference) => unknown)
  throw wrong(inspect(pattern, { depth: 0 }), 'Copy the words of a reference from the trace.')
}

function textTest(text: string): IsIgnored {
  const wanted = plain(text)
  if (wanted === '') throw wrong('an empty text', 'Copy the words of a reference from the trace.')
  return ({ words, holder, isFirst }) =>
    plain(words) === wanted ||
    plain(sentence(words, holder)) === wanted ||
    (isFirst && plain(holder) === wanted)
}

function expressionTest(expression: RegExp): IsIgnored {
  // with `g` or `y` an expression remembers where it stopped
  const stateless = new RegExp(expression.source, expression.flags.replace(/[gy]/g, ''))
  if (stateless.test(''))
    throw wrong(
      `${String(expression)}, which matches every text`,
      'Name what is fine, or nothing is ever a leak.',
    )
  return ({ words, holder }) => stateless.test(sentence(words, holder))
}

function functionTest(decide: (reference: HeldReference) => unknown): IsIgnored {
  return (reference) => {
    const answer = decide(reference)
    // a promise would be taken for yes
    if (typeof answer !== 'boolean')
      throw new InvalidInputError(
        `Cannot use option "ignore": its function ${decide.name || '(anonymous)'} returned ${inspect(answer, { depth: 0 })} for "${sentence(reference.words, reference.holder)}", expected true or false.`,
      )
    return answer
  }
}

function sentence(words: string, holder: string): string {
  return `${words} of ${holder}`
}

function plain(words: string): string {
  return words
    .replace(/`/g, '')
    .replace(/\[\d+\]/g, '[i]')
    .trim()
}

function wrong(found: string, next: string): InvalidInputError {
  return new InvalidInputError(
    `Cannot use option "ignore": found ${found}, expected a text, a regular expression or a function, or an array of such. ${next}`,
  )
}

/**
 * Which of the survivors are held otherwise than by references to ignore. Exact on the graph: a reference is taken away as soon as it stands
 * on the way that the trace would show, and the ways are looked up anew, until none that is shown has such a reference.
 *
 * @throws InvalidInputError if a function among the patterns returns neither true nor false; what it throws, untouched
 *
 * Cost: nothing without patterns; else the ways to all survivors, once more for each round that found something to ignore, with a walk over the
 * heap each time.
 */
export function keptBesidesIgnored(
  kept: KeptBeyondJob,
  isIgnored: IsIgnored | undefined,
  sight: Sight,
): KeptBesidesIgnored {
  let rest: KeptBesides = { ...kept, permitted: [] }
  if (isIgnored === undefined) return { ...rest, gaveUp: false }
  const ignored = new IgnoredReferences(isIgnored)
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const before = ignored.edges.size
    new Ways(rest, sight).offerTo(ignored)
    if (ignored.edges.size === before) return { ...rest, gaveUp: false }
    rest = keptWithout(kept, ignored.edges)
  }
  return { ...rest, gaveUp: rest.kept.length > 0 }
}

/** The references that were found on ways and are to be ignored. */
class IgnoredReferences {
  readonly edges = new Set<number>()
  readonly #isIgnored: IsIgnored
  /** `holder>held`: what V8's own records of the holder say once more */
  readonly #pairs = new Set<string>()

  constructor(isIgnored: IsIgnored) {
    this.#isIgnored = isIgnored
  }

  /** Ways share their holders, and to label one with many references takes time. */
  readonly #labels = new Map<number, string>()

  /** Takes those of a way that are to be ignored; whether there was one. */
  take(root: string, links: readonly Link[], scene: Scene): boolean {
    const ofTrace = traceWords(root, links, this.#labelOf(scene))
    let taken = false
    links.forEach((link, step) => {
      const isNamed = this.#isIgnored(referenceAt(ofTrace, links, step, scene))
      if (!isNamed && !(isRecord(link) && this.#pairs.has(`${link.from}>${link.to}`))) return
      taken = true
      this.edges.add(link.edges[link.edges.length - 1])
      for (const holder of [link.from, ...link.between]) this.#pairs.add(`${holder}>${link.to}`)
    })
    return taken
  }

  #labelOf({ heap }: Scene): (node: number) => string {
    return (node) => {
      const known = this.#labels.get(node) ?? labelOf(heap, node)
      this.#labels.set(node, known)
      return known
    }
  }
}

/** Ways to the survivors, as the explanation would take them. */
class Ways {
  readonly #scene: Scene
  readonly #beginnings: ReturnType<typeof beginningsIn>
  readonly #ways: TraceWays
  readonly #survivors: readonly number[]

  constructor({ heap, tree, kept }: KeptBeyondJob, { facts, run, redact }: Sight) {
    this.#scene = new Scene(heap, facts, redact)
    this.#beginnings = beginningsIn(this.#scene, run)
    this.#survivors = kept
    this.#ways = new TraceWays(heap, {
      edgeCost: edgeCostIn(heap),
      beginnings: this.#beginnings,
      alive: tree.alive,
    })
  }

  offerTo(ignored: IgnoredReferences): void {
    let asked = 0
    for (const survivor of this.#survivors) {
      const links = this.#offerWay(ignored, survivor)
      if (links === undefined || asked++ >= MOST_ASKED_FOR_OTHERS) continue
      // what stays a leak may be held by what is ignored as well
      for (const { edges } of links)
        this.#offerWay(ignored, survivor, (edge) => edge === edges[edges.length - 1])
    }
  }

  /** The references of the way, if there is one and nothing of it is ignored. */
  #offerWay(
    ignored: IgnoredReferences,
    survivor: number,
    isExcluded?: (edge: number) => boolean,
  ): Link[] | undefined {
    const edges = this.#ways.wayTo(survivor, isExcluded)
    if (edges === undefined) return undefined
    // another survivor's way had it: this one is looked at again without it
    if (edges.some((edge) => ignored.edges.has(edge))) return undefined
    const { beginning, path } = beginningOf(this.#scene, this.#beginnings, edges)
    const links = readLinks(this.#scene, path)
    return ignored.take(beginning.describe().label, links, this.#scene) ? undefined : links
  }
}

function traceWords(root: string, links: readonly Link[], labelOf: (node: number) => string): TraceWords {
  return {
    root: { label: root },
    steps: links.map(({ reading, to }, index) => ({
      edge: reading.words,
      label: links[index + 1]?.reading.holder ?? labelOf(to),
    })),
  }
}

function referenceAt(trace: TraceWords, links: readonly Link[], step: number, scene: Scene): HeldReference {
  const { reading, from } = links[step]
  return {
    words: reading.words,
    holder: holderName(trace, step),
    held: trace.steps[step].label,
    isFirst: step === 0,
    // source maps are read for it, which only few patterns want
    get place() {
      return reading.declaredAt ?? reading.place ?? definitionOf(scene, from)
    },
  }
}

/** V8's own record of a reference that stands in the object, too. */
function isRecord({ reading }: Link): boolean {
  return reading.words === ENGINE_RECORDS
}
