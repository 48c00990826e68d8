import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from '@jest/globals'
import { assertExplains, failureOf } from '../explains.ts'
import { leakCases } from '../leaks/index.ts'
import { Ticket } from '../leaks/outer-let.ts'

const corpus = join(__dirname, '..')
const artifacts = { dir: mkdtempSync(join(tmpdir(), 'toleak-corpus-')) }
afterAll(() => rmSync(artifacts.dir, { recursive: true }))

// culprit
let ticket: Ticket | undefined

const cases = leakCases({
  file: 'jest/corpus.test.ts',
  leaking() {
    ticket = new Ticket()
  },
  fixed() {
    ticket = new Ticket()
    ticket.used = true
    ticket = undefined
  },
})

for (const leakCase of cases) {
  describe(leakCase.name, () => {
    afterAll(() => leakCase.after?.())

    test('fails and says why', async () => {
      const failure = await failureOf(() =>
        expect(leakCase.leaking).not.toLeak(leakCase.target, { artifacts }),
      )
      assertExplains(failure, leakCase, corpus)
    })

    test('passes when fixed', async () => {
      await expect(leakCase.fixed).not.toLeak(leakCase.target, { artifacts })
    })
  })
}
