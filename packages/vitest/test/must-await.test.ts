import { expectOutcomes } from './contract/expect-outcomes.ts'
import { awaits } from './contract/awaits.ts'
import { runFixture } from './contract/run-fixture.ts'

expectOutcomes({ awaits }, async () => [await runFixture('vitest', ['--project=awaits'])])
