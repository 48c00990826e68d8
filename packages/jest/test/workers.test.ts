import { describe } from 'vitest'
import { asyncEverywhere, syncEverywhere } from '../../vitest/test/contract/everywhere.ts'
import { expectOutcomes } from '../../vitest/test/contract/expect-outcomes.ts'
import { runFixture } from '../../vitest/test/contract/run-fixture.ts'

const everywhere = [...syncEverywhere, ...asyncEverywhere]

describe('--runInBand', () => {
  expectOutcomes({ 'in band': everywhere }, () => runFixture('jest', ['--runInBand', 'everywhere']))
})

describe('--workerThreads', () => {
  expectOutcomes({ 'worker thread': everywhere }, () =>
    runFixture('jest', ['--maxWorkers=2', '--workerThreads', 'everywhere']),
  )
})
