import { expect, test } from 'vitest'
import { BOLD, COLOURS, cutLineIn } from '../../vitest/test/contract/colours.ts'
import { copyFixture } from '../../vitest/test/contract/fixture-copy.ts'
import { runIn } from '../../vitest/test/contract/run-fixture.ts'

// Vitest's workers take a pipe for a terminal
const INTO_A_PIPE = ['neither, into a pipe', { NO_COLOR: undefined, FORCE_COLOR: undefined }, false] as const

test.each([...COLOURS, INTO_A_PIPE])(
  'the message has colours where those of Jest have: %s',
  async (_, env, coloured) => {
    using copy = copyFixture('jest')
    const { output } = await runIn(copy, 'jest', ['artifacts', '-t=one failure'], env)
    expect(cutLineIn(output)).toContain('Cut here:')
    expect(cutLineIn(output).includes(BOLD)).toBe(coloured)
  },
)
