import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { CaseFile } from './leak-case.ts'

/** Kinds that hold only in one runner, by what only that runner does. */
export const RUNNER_KINDS: readonly string[] = ['jest', 'vitest']

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

/** The cases that a runner can show, those of only one kind if `TOLEAK_CORPUS_KIND` names it. */
export function caseFilesFor(runner: 'jest' | 'vitest', corpus: string): CaseFile[] {
  const only = process.env.TOLEAK_CORPUS_KIND
  return caseFiles(corpus).filter(
    ({ kind }) => (kind === runner || !RUNNER_KINDS.includes(kind)) && (only === undefined || kind === only),
  )
}
