import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { caseFilesOf, KIND_OF_TEST_FILE } from '../case-files.ts'
import type { CaseFile, LeakCase } from '../leak-case.ts'
import type { NotToLeak } from '../twins.ts'
import { artifacts, fixedTwinPasses, leakingTwinFails } from '../twins.ts'

/** The kind that this project of the runner shows. */
declare const CORPUS_KIND: string

const corpus = join(import.meta.dirname, '..')

class Ticket {
  used = false
}

// culprit
let ticket: Ticket | undefined

const outerLet: LeakCase = {
  target: Ticket,
  leaking() {
    ticket = new Ticket()
  },
  fixed() {
    ticket = new Ticket()
    ticket.used = true
    ticket = undefined
  },
  root: 'vitest/corpus.test.ts',
  says: ['`ticket`'],
  cut: '`ticket`',
}

function load({ file }: CaseFile): Promise<{ leakCase: LeakCase }> {
  return import(join(corpus, file)) as Promise<{ leakCase: LeakCase }>
}

const notToLeak: NotToLeak = (body, target) => expect(body).not.toLeak(target, { artifacts })

function testCase(caseFile: CaseFile, loadCase: () => Promise<{ leakCase: LeakCase }>): void {
  describe(`${caseFile.kind}: ${caseFile.name}`, () => {
    afterAll(async () => (await loadCase()).leakCase.after?.())

    // first, as what the leaking twin leaves behind may be what this one gets
    test('passes when fixed', async () => {
      const { leakCase } = await loadCase()
      await fixedTwinPasses(caseFile, leakCase, notToLeak)
    })

    test('fails and says why', async () => {
      const { leakCase } = await loadCase()
      await leakingTwinFails(caseFile, leakCase, corpus, 'vitest', notToLeak)
    })
  })
}

for (const caseFile of caseFilesOf(CORPUS_KIND, corpus)) testCase(caseFile, () => load(caseFile))
if (CORPUS_KIND === KIND_OF_TEST_FILE)
  testCase({ kind: CORPUS_KIND, name: 'outer-let-of-the-test', file: 'vitest/corpus.test.ts' }, () =>
    Promise.resolve({ leakCase: outerLet }),
  )
