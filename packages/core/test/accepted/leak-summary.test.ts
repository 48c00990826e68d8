import { expect, test } from 'vitest'
import { summaryOf } from '../../src/accepted/leak-summary.ts'
import type { LeakGroup, TraceStep } from '../../src/explain/leak-trace.ts'

const group = (root: string, sentence: string | undefined, ...edges: string[]) =>
  ({
    trace: { root: { label: root }, steps: edges.map((edge) => ({ edge }) as TraceStep) },
    cut: sentence === undefined ? undefined : { step: 0, sentence, references: 1 },
  }) as Pick<LeakGroup, 'trace' | 'cut'>

test('is where the trace begins and what is to be cut', () => {
  expect(
    summaryOf(group('module src/a.ts', 'value of a string key of Map `m` (nothing else keeps it alive)')),
  ).toBe('module src/a.ts … value of a string key of Map `m`')
})

test('says the beginning once', () => {
  expect(summaryOf(group('module src/a.ts', 'variable `a` of module src/a.ts (other paths remain)'))).toBe(
    'variable `a` of module src/a.ts',
  )
})

test('keeps words in brackets that are not about the effect', () => {
  expect(summaryOf(group('r', '.f(x) of Map (a), and .b of Set (frees 1 of 2, other paths remain)'))).toBe(
    'r … .f(x) of Map (a), and .b of Set',
  )
})

test('has no indices and numbers, which change from run to run, and no second line', () => {
  expect(summaryOf(group('r', '[0] of Array `a` and 3 like it (nothing else keeps the 4 alive)'))).toBe(
    'r … [i] of Array `a`',
  )
  expect(summaryOf(group('r', '.items[12] of\nList (x)'))).toBe('r … .items[i] of List')
})

test('is the whole way where nothing is to be cut', () => {
  expect(summaryOf(group('r', undefined, '.a', '[3]'))).toBe('r … .a … [i]')
})
