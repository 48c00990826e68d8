import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { asyncEverywhere, syncEverywhere } from './contract/everywhere.ts'
import { expectOutcomes } from './contract/expect-outcomes.ts'
import { copyFixture } from './contract/fixture-copy.ts'
import { runIn } from './contract/run-fixture.ts'

describe('pitfall 20: coverage keeps functions, and what V8 has noted of their calls', () => {
  let written: readonly string[]

  expectOutcomes({ forks: [...syncEverywhere, ...asyncEverywhere] }, async () => {
    using copy = copyFixture('vitest')
    const folder = join(copy.project, 'coverage')
    const run = await runIn(copy, 'vitest', ['--project=forks'], { NODE_V8_COVERAGE: folder })
    written = readdirSync(folder)
    return [run]
  })

  test('was measured', () => {
    expect(written).not.toEqual([])
  })
})
