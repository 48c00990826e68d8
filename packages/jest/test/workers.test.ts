import { describe } from 'vitest'
import { fails, passes } from '../../vitest/test/contract/case.ts'
import { asyncEverywhere, syncEverywhere } from '../../vitest/test/contract/everywhere.ts'
import { expectOutcomes } from '../../vitest/test/contract/expect-outcomes.ts'
import { fileAfterFile } from '../../vitest/test/contract/file-after-file.ts'
import { runFixture } from '../../vitest/test/contract/run-fixture.ts'

const everywhere = [...syncEverywhere, ...asyncEverywhere]

describe.each([
  ['in band', ['--runInBand']],
  ['worker process', ['--maxWorkers=2']],
  ['worker thread', ['--maxWorkers=2', '--workerThreads']],
])('%s', (place, flags) => {
  expectOutcomes({ [place]: everywhere }, async () => [await runFixture('jest', [...flags, 'everywhere'])])
})

describe('files in one process', () => {
  const suites = {
    'file 1': [fails('fails, and so leaves its realm in memory', /toBe/, () => {})],
    'file 2': [passes('passes, and so leaves its realm to the garbage collector', () => {})],
    'file 3': fileAfterFile,
    'file 4': fileAfterFile,
  }
  expectOutcomes(suites, async () => [await runFixture('jest', ['--runInBand', 'in-order'])])
})
