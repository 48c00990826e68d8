import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { CaseFile } from './leak-case.ts'

/** Kinds that hold only in one runner, by what only that runner does. */
const RUNNER_KINDS: readonly string[] = ['jest', 'vitest']

/** The kind of the case that stands in each runner's test file itself, its outer variable being the point. */
export const KIND_OF_TEST_FILE = 'variables'

/**
 * The kinds, by name.
 *
 * @param corpus absolute path of the folder `corpus/`
 */
function kindsOf(corpus: string): string[] {
  return readdirSync(join(corpus, 'leaks'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort()
}

/** The cases of a kind, one file each. */
export function caseFilesOf(kind: string, corpus: string): CaseFile[] {
  return readdirSync(join(corpus, 'leaks', kind))
    .filter((file) => file.endsWith('.ts'))
    .sort()
    .map((file) => ({ kind, name: file.slice(0, -'.ts'.length), file: `leaks/${kind}/${file}` }))
}

/** The kinds that a bare Node process can show: all but those that need a runner. */
export function bareKinds(corpus: string): string[] {
  return kindsOf(corpus).filter((kind) => !RUNNER_KINDS.includes(kind))
}

/** The cases that a script of the corpus is to look at: what its arguments name by kind or `kind/name`, or all; none that needs a runner. */
export function caseFilesNamed(names: readonly string[], corpus: string): CaseFile[] {
  const all = bareKinds(corpus).flatMap((kind) => caseFilesOf(kind, corpus))
  const isNamed = (wanted: string) => all.some(({ kind, name }) => [kind, `${kind}/${name}`].includes(wanted))
  const unknown = names.find((wanted) => !isNamed(wanted))
  if (unknown !== undefined)
    throw new Error(
      `Cannot look at "${unknown}": expected a kind, or a case such as listeners/event-emitter. There are: ${bareKinds(corpus).join(', ')}.`,
    )
  return all.filter(
    ({ kind, name }) => names.length === 0 || names.includes(kind) || names.includes(`${kind}/${name}`),
  )
}

/**
 * The kinds that a runner can show, only those that `TOLEAK_CORPUS_KINDS` lists if it is set. Each is a project of the runner with a process of
 * its own: what one leaves behind must not be in the heap of the next.
 */
export function kindsFor(runner: 'jest' | 'vitest', corpus: string): string[] {
  const only = process.env.TOLEAK_CORPUS_KINDS?.split(',')
  return kindsOf(corpus).filter(
    (kind) => (kind === runner || !RUNNER_KINDS.includes(kind)) && (only?.includes(kind) ?? true),
  )
}
