import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from '@jest/globals'
import { caseFilesFor } from '../case-files.ts'
import type { CaseFile, LeakCase } from '../leak-case.ts'
import type { NotToLeak } from '../twins.ts'
import { fixedTwinPasses, leakingTwinFails } from '../twins.ts'

const corpus = join(__dirname, '..')
const artifacts = { dir: mkdtempSync(join(tmpdir(), 'toleak-corpus-')) }
afterAll(() => rmSync(artifacts.dir, { recursive: true }))

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
  root: 'jest/corpus.test.ts',
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

    test('fails and says why', async () => {
      const { leakCase } = await loadCase()
      await leakingTwinFails(caseFile, leakCase, corpus, notToLeak)
    })

    test('passes when fixed', async () => {
      const { leakCase } = await loadCase()
      await fixedTwinPasses(caseFile, leakCase, notToLeak)
    })
  })
}

for (const caseFile of caseFilesFor('jest', corpus)) testCase(caseFile, () => load(caseFile))
testCase({ kind: 'variables', name: 'outer-let-of-the-test', file: 'jest/corpus.test.ts' }, () =>
  Promise.resolve({ leakCase: outerLet }),
)
