import { expectOutcomes } from '../../vitest/test/contract/expect-outcomes.ts'
import { awaits } from '../../vitest/test/contract/awaits.ts'
import { runFixture } from '../../vitest/test/contract/run-fixture.ts'

expectOutcomes({ awaits }, async () => [await runFixture('jest', ['awaits'])])
