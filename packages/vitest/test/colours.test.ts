import { expect, test } from 'vitest'
import { BOLD, COLOURS, cutLineIn } from './contract/colours.ts'
import { copyFixture } from './contract/fixture-copy.ts'
import { runIn } from './contract/run-fixture.ts'

test.each(COLOURS)('the message has colours where those of Vitest have: %s', async (_, env, coloured) => {
  using copy = copyFixture('vitest')
  const { output } = await runIn(copy, 'vitest', ['--project=attachment', '-t=^sync$'], env)
  expect(cutLineIn(output)).toContain('Cut here:')
  expect(cutLineIn(output).includes(BOLD)).toBe(coloured)
})
