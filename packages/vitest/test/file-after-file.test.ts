import { expectOutcomes } from './contract/expect-outcomes.ts'
import { fileAfterFile } from './contract/file-after-file.ts'
import { runFixture } from './contract/run-fixture.ts'

const suites = { 'first file': fileAfterFile, 'second file': fileAfterFile, 'third file': fileAfterFile }

expectOutcomes(suites, async () => [
  await runFixture('vitest', ['--project=file-after-file', '--maxWorkers=1']),
])
