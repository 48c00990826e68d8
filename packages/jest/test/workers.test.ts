import { describe } from 'vitest'
import { asyncEverywhere, syncEverywhere } from '../../vitest/test/contract/everywhere.ts'
import { expectOutcomes } from '../../vitest/test/contract/expect-outcomes.ts'
import { fileAfterFile } from '../../vitest/test/contract/file-after-file.ts'
import { runFixture } from '../../vitest/test/contract/run-fixture.ts'

const everywhere = [...syncEverywhere, ...asyncEverywhere]

describe('--runInBand', () => {
  const suites = {
    'in band': everywhere,
    'first file': fileAfterFile,
    'second file': fileAfterFile,
    'third file': fileAfterFile,
  }
  expectOutcomes(suites, () => runFixture('jest', ['--runInBand', 'everywhere|-file']))
})

describe('--workerThreads', () => {
  expectOutcomes({ 'worker thread': everywhere }, () =>
    runFixture('jest', ['--maxWorkers=2', '--workerThreads', 'everywhere']),
  )
})
