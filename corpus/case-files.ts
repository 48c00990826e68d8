import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { CaseFile } from './leak-case.ts'

/** Kinds that hold only in one runner, by what only that runner does. */
export const RUNNER_KINDS: readonly string[] = ['jest', 'vitest']

/** The cases that a script of the corpus is to look at: what its arguments name by kind or `kind/name`, or all; none that needs a runner. */
export function caseFilesNamed(names: readonly string[], corpus: string): CaseFile[] {
  return caseFiles(corpus).filter(
    ({ kind, name }) =>
      !RUNNER_KINDS.includes(kind) &&
      (names.length === 0 || names.includes(kind) || names.includes(`${kind}/${name}`)),
  )
}

/** Kinds that leave a realm behind, which every later assertion must ask. */
const LAST_KINDS: readonly string[] = ['happy-dom']

/**
 * The cases of this folder, one file each, the kinds by name but for those that slow down the rest.
 *
 * @param corpus absolute path of the folder `corpus/`
 */
export function caseFiles(corpus: string): CaseFile[] {
  const leaks = join(corpus, 'leaks')
  return readdirSync(leaks, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .sort((a, b) => Number(LAST_KINDS.includes(a.name)) - Number(LAST_KINDS.includes(b.name)))
    .flatMap(({ name: kind }) =>
      readdirSync(join(leaks, kind))
        .filter((file) => file.endsWith('.ts'))
        .map((file) => ({ kind, name: file.slice(0, -'.ts'.length), file: `leaks/${kind}/${file}` })),
    )
}

/** The cases that a runner can show, only those of the kinds that `TOLEAK_CORPUS_KINDS` lists if it is set. */
export function caseFilesFor(runner: 'jest' | 'vitest', corpus: string): CaseFile[] {
  const only = process.env.TOLEAK_CORPUS_KINDS?.split(',')
  return caseFiles(corpus).filter(
    ({ kind }) => (kind === runner || !RUNNER_KINDS.includes(kind)) && (only?.includes(kind) ?? true),
  )
}
