import { describe, expect, it } from 'vitest'
import { usesColor } from '../src/terminal.ts'

describe('usesColor', () => {
  it.each([
    ['a terminal', true, {}, true],
    ['a file or a pipe', false, {}, false],
    ['a terminal that cannot', true, { TERM: 'dumb' }, false],
    ['NO_COLOR', true, { NO_COLOR: '1' }, false],
    ['an empty NO_COLOR, which says nothing', true, { NO_COLOR: '' }, true],
    ['FORCE_COLOR without a terminal', false, { FORCE_COLOR: '1' }, true],
    ['an empty FORCE_COLOR, as Node takes it', false, { FORCE_COLOR: '' }, true],
    ['FORCE_COLOR=0 with a terminal', true, { FORCE_COLOR: '0' }, false],
    ['both, as Node takes them', false, { FORCE_COLOR: '3', NO_COLOR: '1' }, true],
  ])('with %s', (_, isTTY, env, colored) => {
    expect(usesColor({ isTTY, env })).toBe(colored)
  })
})
