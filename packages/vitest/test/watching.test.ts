import { expectOutcomes } from './contract/expect-outcomes.ts'
import { runFixture } from './contract/run-fixture.ts'
import { watching, watchingAll } from './contract/watching.ts'

expectOutcomes({ ...watching, ...watchingAll }, async () => [
  await runFixture('vitest', ['--project=watching']),
])
