import { twoAtOnce } from '../../../scripts/two-at-once.ts'
import { allocationStacks } from '../../vitest/test/contract/allocation-stacks.ts'
import { behaviour } from '../../vitest/test/contract/behaviour.ts'
import { classLess } from '../../vitest/test/contract/class-less.ts'
import { elements } from '../../vitest/test/contract/elements.ts'
import { expectOutcomes } from '../../vitest/test/contract/expect-outcomes.ts'
import { identity } from '../../vitest/test/contract/identity.ts'
import { innocentTogether } from '../../vitest/test/contract/innocent.ts'
import { runnerPitfalls } from '../../vitest/test/contract/pitfalls.ts'
import { bornRealms, realms } from '../../vitest/test/contract/realms.ts'
import { runFixture } from '../../vitest/test/contract/run-fixture.ts'

const suites = {
  behaviour,
  'allocation stacks': allocationStacks,
  identity,
  realms,
  'born realms': bornRealms,
  innocent: innocentTogether,
  'class-less': classLess,
  elements,
  pitfalls: runnerPitfalls('jest'),
}

/** One Jest for each file: a file with failures leaves its realm to the files that follow in the process, and so makes each count dearer. */
const files = [
  'behaviour',
  'allocation-stacks',
  'identity',
  '/realms',
  'born-realms',
  'innocent',
  'class-less',
  'elements',
  'pitfalls',
]

expectOutcomes(suites, () => twoAtOnce(files.map((file) => () => runFixture('jest', [file]))))
