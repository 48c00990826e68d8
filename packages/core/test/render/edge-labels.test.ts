import { describe, expect, it } from 'vitest'
import { generalLabel, summaryLabel, summaryPreview } from '../../src/render/edge-labels.ts'

describe('generalLabel', () => {
  it('forgets indices and keys, but not digits of a name', () => {
    expect(generalLabel('#waiters[12]')).toBe('#waiters[#]')
    expect(generalLabel('entry "user-1"')).toBe('entry "…"')
    expect(generalLabel('local variable `job2`')).toBe('local variable `job2`')
  })
})

describe('summaryLabel', () => {
  it.each([
    [['[3]'], '[3]'],
    [['[3]', '[3]'], '[3]'],
    [['[10]', '[9]', '[0]'], '[0…10]'],
    [['calls[0][1]', 'calls[2][1]'], 'calls[0…2][1]'],
    [['entry "a"', 'entry "b"'], 'entry "…"'],
    [['listener 0 of "change"', 'listener 4 of "change"'], 'listener 0…4 of "change"'],
    [['[#]', '[1]'], '[#]'],
  ])('%j is %s', (labels, summary) => {
    expect(summaryLabel(labels)).toBe(summary)
    expect(summaryLabel(labels.toReversed())).toBe(summary)
  })
})

describe('summaryPreview', () => {
  it.each([
    [['{ id: 3 }'], '{ id: 3 }'],
    [['{ id: 3 }', '{ id: 3 }'], '{ id: 3 }'],
    [['{ id: 10 }', '{ id: 9 }'], '{ id: 9…10 }'],
    [['{ id: 1, name: "a" }', '{ id: 1, name: "b" }'], '{ id: 1, name: "…" }'],
    [['{ id: 1 }', '{ name: 1 }'], undefined],
    [['{ id: 1 }', undefined], undefined],
    [['{ x: -1 }', '{ x: -3 }'], undefined],
    [['{ x: 1.5 }', '{ x: 2.5 }'], undefined],
    [[undefined, undefined], undefined],
  ])('%j is %s', (previews, summary) => {
    expect(summaryPreview(previews)).toBe(summary)
    expect(summaryPreview(previews.toReversed())).toBe(summary)
  })
})
