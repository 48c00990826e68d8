import { describe } from 'vitest'
import { asyncEverywhere, syncEverywhere } from '../../vitest/test/contract/everywhere.ts'
import { expectOutcomes } from '../../vitest/test/contract/expect-outcomes.ts'
import { runFixture } from '../../vitest/test/contract/run-fixture.ts'

describe.each(['v8', 'babel'])(
  'pitfall 20: coverage by %s keeps functions, and what they saw',
  (provider) => {
    expectOutcomes({ 'in band': [...syncEverywhere, ...asyncEverywhere] }, async () => [
      await runFixture('jest', ['--runInBand', '--coverage', `--coverageProvider=${provider}`, 'everywhere']),
    ])
  },
)
