/**
 * Runs core's own tests on Node 20, 22 and 26; `npm run test:only` runs them on 24. Vitest 5 does not run on Node 20, so there they run
 * in a copy of core beside an older Vitest.
 */
import type { NodeMajor } from './nodes.ts'
import { MAJORS, nodeBinary } from './nodes.ts'
import { copyForNode20 } from './node-20-copy.ts'
import { root } from './repository.ts'
import { runTests } from './runners.ts'
import { countOf, summaryOf } from './test-results.ts'
import { twoAtOnce } from './two-at-once.ts'

const NODES: readonly NodeMajor[] = [20, 22, 26]

/** What shows nothing of one Node that it does not show of all. */
const LEFT_OUT = [
  'test/accepted/**',
  'test/artifacts/**',
  'test/check/failure.faults.test.ts',
  'test/check/find-growth.clean.test.ts',
  'test/check/ignore.test.ts',
  'test/check/leak-report.browser.test.ts',
  'test/check/leak-report.hostile.test.ts',
  'test/check/permitted-note.test.ts',
  'test/check/self-leak.test.ts',
  'test/pitfalls/list.test.ts',
  'test/graph/**',
  'test/render/golden.test.ts',
  'test/render/report-page.browser.test.ts',
]

/** Each Node reads the snapshots of all of them. */
const TOLEAK_NODES = (await twoAtOnce(MAJORS.map((major) => () => nodeBinary(major)))).join(',')

const lines: string[] = []
for (const major of NODES) lines.push(await testCoreOn(major))
console.log(['', ...lines].join('\n'))

async function testCoreOn(major: NodeMajor): Promise<string> {
  const node = await nodeBinary(major)
  const home = major === 20 ? await copyForNode20() : root
  console.log(`Node ${major}: testing core in ${home}`)
  const { exitCode, results, seconds, output } = await runTests({
    runner: 'vitest',
    node,
    installedIn: home,
    args: [
      '--root',
      `${home}/packages/core`,
      '--maxWorkers=2',
      ...LEFT_OUT.flatMap((file) => ['--exclude', file]),
    ],
    env: { TOLEAK_NODES },
    limit: 3600,
  })
  const ok = exitCode === 0 && countOf(results, 'passed') > 0
  if (!ok) {
    process.exitCode = 1
    console.error(`\nNode ${major}:\n${output}`)
  }
  return `Node ${major}  ${ok ? 'ok    ' : 'FAILED'}  ${seconds.toFixed(1).padStart(5)} s  ${summaryOf(results)}`
}
