import { behaviour } from '../../vitest/test/contract/behaviour.ts'
import { elements } from '../../vitest/test/contract/elements.ts'
import { asyncEverywhere, syncEverywhere } from '../../vitest/test/contract/everywhere.ts'
import { expectOutcomes } from '../../vitest/test/contract/expect-outcomes.ts'
import { identity } from '../../vitest/test/contract/identity.ts'
import { innocentTogether } from '../../vitest/test/contract/innocent.ts'
import { bornRealms, realms } from '../../vitest/test/contract/realms.ts'
import { runFixture } from '../../vitest/test/contract/run-fixture.ts'

const suites = {
  behaviour,
  identity,
  realms,
  'born realms': bornRealms,
  innocent: innocentTogether,
  elements,
  'worker process': [...syncEverywhere, ...asyncEverywhere],
}

expectOutcomes(suites, () =>
  runFixture('jest', ['--maxWorkers=2', '--testPathIgnorePatterns=artifacts|-file']),
)
