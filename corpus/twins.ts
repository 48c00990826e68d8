import type { CaseFile, LeakCase, Stage } from './leak-case.ts'
import { failureOf, insist, judgeFailure, recordOutcome } from './verdict.ts'

const reports = process.env.TOLEAK_CORPUS_REPORTS

/** What the assertions write: nothing, to be quick, unless `TOLEAK_CORPUS_REPORTS` names a folder for it. */
export const artifacts = reports === undefined ? false : { dir: reports }

/** A runner's `expect(body).not.toLeak(target)`. */
export type NotToLeak = (body: LeakCase['leaking'], target: LeakCase['target']) => void | Promise<void>

/**
 * Passes if the assertion fails for the leaking twin, with all that the case demands.
 *
 * @param corpus absolute path of the folder `corpus/`
 */
export async function leakingTwinFails(
  caseFile: CaseFile,
  leakCase: LeakCase,
  corpus: string,
  stage: Stage,
  notToLeak: NotToLeak,
): Promise<void> {
  const { kind, name } = caseFile
  await leakCase.before?.()
  const failure = await failureOf(() => notToLeak(leakCase.leaking, leakCase.target))
  const verdict = judgeFailure(failure, caseFile, leakCase, corpus, stage)
  recordOutcome({ kind, name, twin: 'leaking', text: failure, ...verdict })
  insist(verdict.complaints, failure)
}

/** Passes if the assertion does for the fixed twin. */
export async function fixedTwinPasses(
  { kind, name }: CaseFile,
  leakCase: LeakCase,
  notToLeak: NotToLeak,
): Promise<void> {
  await leakCase.before?.()
  const failure = await failureOf(() => notToLeak(leakCase.fixed, leakCase.target))
  recordOutcome({ kind, name, twin: 'fixed', text: failure, silent: failure === undefined })
  insist(failure === undefined ? [] : ['The fixed twin is not silent.'], failure)
}
