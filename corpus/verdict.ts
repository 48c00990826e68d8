import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import type { CaseFile, LeakCase, Stage, Words, WordsByStage } from './leak-case.ts'

/** What a failure says of a leaking twin, judged. */
export interface Verdict {
  /** The assertion failed, and counted the one instance. */
  readonly detected: boolean
  /** The culprit's own words, its file and line, and the root stand in the text. */
  readonly culpritNamed: boolean
  /** It proposes to cut where the body attached what it made. */
  readonly cutRight: boolean
  /** `none due`: there is none, and none was wanted. */
  readonly advice: 'given' | 'none due' | 'wrong'
  /** What is missing or wrong; empty when all is right. */
  readonly complaints: readonly string[]
}

/** What of a case the judge reads. */
export interface ExpectedWords extends Pick<LeakCase, 'target' | 'root' | 'says'> {
  readonly cut: Words
  readonly advice?: Words
}

/** Words of V8 and of Node's insides that no user has ever written. */
const INTERNAL_WORDS = [
  'system /',
  '(object elements)',
  '(object properties)',
  '(internal array)',
  'records of the engine',
  'JavaScript engine',
  'PropertyCell',
  'FeedbackCell',
  'FeedbackVector',
  'ScopeInfo',
  'scope_info',
  'PromiseReaction',
  'reactions_or_result',
  'parameters_and_registers',
  'kEvents',
]

/** The text of the failure that an assertion ends with, without colours; undefined if it passes. */
export async function failureOf(assertion: () => void | Promise<void>): Promise<string | undefined> {
  try {
    await assertion()
    return undefined
  } catch (error) {
    return stripVTControlCharacters(error instanceof Error ? error.message : String(error))
  }
}

/**
 * Judges what the failure of a leaking twin says.
 *
 * @param corpus absolute path of the folder `corpus/`
 */
export function judgeFailure(
  failure: string | undefined,
  { file }: CaseFile,
  leakCase: LeakCase,
  corpus: string,
  stage: Stage,
): Verdict {
  const { target, root, says, cut, advice } = leakCase
  return judgeText(failure, {
    target,
    root,
    says: [placeOf(leakCase.file ?? file, corpus), ...says],
    cut: wordsOn(stage, cut) ?? /^$/,
    advice: wordsOn(stage, advice),
  })
}

function wordsOn(stage: Stage, words: Words | WordsByStage | undefined): Words | undefined {
  if (words === undefined || typeof words === 'string' || words instanceof RegExp) return words
  return stage in words ? words[stage] : words.bare
}

/** Judges a failure's text by the words that are expected in it. */
export function judgeText(failure: string | undefined, expected: ExpectedWords): Verdict {
  const text = failure ?? ''
  const detected = text.includes(`1 instance of ${expected.target.name} `)
  const unsaid = expected.says.filter((words) => !contains(text, words))
  const rootRight = contains(lineWith(text, 'GC root: '), expected.root)
  const internals = INTERNAL_WORDS.filter((words) => text.includes(words))
  const cutRight = contains(lineWith(text, 'Cut here: '), expected.cut)
  const advice = judgeAdvice(adviceIn(text), expected.advice)
  return {
    detected,
    culpritNamed: detected && unsaid.length === 0 && rootRight && internals.length === 0,
    cutRight,
    advice,
    complaints: [
      ...(detected ? [] : [`It does not count 1 instance of ${expected.target.name}.`]),
      ...(rootRight ? [] : [`Its root is not ${expected.root}.`]),
      ...unsaid.map((words) => `It does not say ${words}.`),
      ...internals.map((words) => `It says ${words}.`),
      ...(cutRight ? [] : [`It does not propose to cut at ${expected.cut}.`]),
      ...(advice === 'wrong' ? [`Its advice is not ${expected.advice ?? 'nothing'}.`] : []),
    ],
  }
}

function judgeAdvice(given: string, wanted: Words | undefined): Verdict['advice'] {
  if (wanted === undefined) return given === '' ? 'none due' : 'wrong'
  return contains(given, wanted) ? 'given' : 'wrong'
}

/** The lines between the cut and the next paragraph. */
function adviceIn(text: string): string {
  const [, after = ''] = /\nCut here: .*\n(.*(?:\n.+)*)/.exec(text) ?? []
  return after.startsWith('\n') ? '' : after
}

function lineWith(text: string, start: string): string {
  return text.split('\n').find((line) => line.trim().startsWith(start)) ?? ''
}

/** File and line of what stands below the comment `// culprit`. */
function placeOf(file: string, corpus: string): string {
  const lines = readFileSync(join(corpus, file), 'utf8').split('\n')
  const marker = lines.findIndex((line) => line.trim() === '// culprit')
  if (marker === -1)
    throw new Error(`Cannot tell the place of the culprit: ${file} has no comment "// culprit".`)
  return `${basename(file)}:${marker + 2}:`
}

function contains(text: string, words: Words): boolean {
  return typeof words === 'string' ? text.includes(words) : words.test(text)
}

/** What became of one twin of one case. */
export type CaseOutcome =
  | ({
      readonly kind: string
      readonly name: string
      readonly twin: 'leaking'
      /** What the assertion said; absent if it passed. */
      readonly text?: string
    } & Verdict)
  | {
      readonly kind: string
      readonly name: string
      readonly twin: 'fixed'
      readonly silent: boolean
      /** What the assertion said though it should have passed. */
      readonly text?: string
    }

/** Keeps an outcome for the table, in the folder that `TOLEAK_CORPUS_OUTCOMES` names. */
export function recordOutcome(outcome: CaseOutcome): void {
  const folder = process.env.TOLEAK_CORPUS_OUTCOMES
  if (folder === undefined) return
  mkdirSync(folder, { recursive: true })
  writeFileSync(
    join(folder, `${outcome.kind}--${outcome.name}--${outcome.twin}.json`),
    JSON.stringify(outcome),
  )
}

/** Ends a test whose case is not as it should be, with every complaint and the failure's text. */
export function insist(complaints: readonly string[], failure: string | undefined): void {
  if (complaints.length > 0)
    throw new Error([...complaints, 'The text:', failure ?? '(the assertion passed)'].join('\n'))
}
