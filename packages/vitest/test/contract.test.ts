import { allocationStacks } from './contract/allocation-stacks.ts'
import { behaviour } from './contract/behaviour.ts'
import { classLess } from './contract/class-less.ts'
import { elements } from './contract/elements.ts'
import { asyncEverywhere, syncEverywhere } from './contract/everywhere.ts'
import { expectOutcomes } from './contract/expect-outcomes.ts'
import { identity } from './contract/identity.ts'
import { innocent, innocentLog, innocentTogether } from './contract/innocent.ts'
import { runnerPitfalls } from './contract/pitfalls.ts'
import { bornRealms, realms } from './contract/realms.ts'
import { runFixture } from './contract/run-fixture.ts'

const everywhere = [...syncEverywhere, ...asyncEverywhere]

const suites = {
  behaviour,
  'allocation stacks': allocationStacks,
  identity,
  realms,
  'born realms': bornRealms,
  innocent: [...innocent, ...innocentTogether],
  'bare console': innocentLog,
  'class-less': classLess,
  elements,
  pitfalls: runnerPitfalls('vitest'),
  forks: everywhere,
  threads: everywhere,
  vmForks: everywhere,
  vmThreads: everywhere,
}

expectOutcomes(suites, async () => [
  await runFixture('vitest', [
    '--project=!accepted',
    '--project=!attachment',
    '--project=!awaits',
    '--project=!file-after-file',
    '--project=!watching',
    '--maxWorkers=2',
  ]),
])
