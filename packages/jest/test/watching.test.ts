import { twoAtOnce } from '../../../scripts/two-at-once.ts'
import { expectOutcomes } from '../../vitest/test/contract/expect-outcomes.ts'
import { runFixture } from '../../vitest/test/contract/run-fixture.ts'
import { watching, watchingAll } from '../../vitest/test/contract/watching.ts'

expectOutcomes({ ...watching, ...watchingAll }, () =>
  twoAtOnce(['watching', 'project-wide'].map((file) => () => runFixture('jest', [file]))),
)
