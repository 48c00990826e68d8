import { describe } from 'vitest'
import { asyncEverywhere, syncEverywhere } from './contract/everywhere.ts'
import { expectOutcomes } from './contract/expect-outcomes.ts'
import { runFixture } from './contract/run-fixture.ts'

describe.each(['v8', 'istanbul'])(
  'pitfall 20: coverage by %s keeps functions, and what they saw',
  (provider) => {
    expectOutcomes({ forks: [...syncEverywhere, ...asyncEverywhere] }, async () => [
      await runFixture('vitest', [
        '--project=forks',
        '--coverage.enabled',
        `--coverage.provider=${provider}`,
      ]),
    ])
  },
)
