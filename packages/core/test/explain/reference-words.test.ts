import { expect, test } from 'vitest'
import { holderName, referenceWords } from '../../src/explain/reference-words.ts'

const trace = (label: string, ...steps: [edge: string, label: string][]) => ({
  root: { label },
  steps: steps.map(([edge, of]) => ({ edge, label: of })),
})

test('a reference is told with what holds it', () => {
  const words = trace(
    'module a.ts',
    ['variable `bus`', 'EventEmitter'],
    ['listener of event "x"', 'function f'],
  )
  expect(referenceWords(words, 0)).toBe('variable `bus` of module a.ts')
  expect(referenceWords(words, 1)).toBe('listener of event "x" of EventEmitter `bus`')
})

test('what leads to a function that waits is its `await`', () => {
  const words = trace('module a.ts', ['variable `p`', 'Promise'], ['is awaited by', 'async function send'])
  expect(referenceWords(words, 1)).toBe('`await` of async function send')
})

test('a holder is told by the variable or the property that holds it, unless its label says so', () => {
  const words = trace(
    'module a.ts',
    ['closure variable `onTick`', 'function onTick'],
    ['.items', 'Array'],
    ['[0]', 'Session'],
    ['.user', 'User'],
    ['export `users`', 'Map'],
    ['key 1', 'Entry'],
  )
  expect([1, 2, 3, 5].map((step) => holderName(words, step))).toEqual([
    'function onTick',
    'Array .items',
    'Session',
    'Map `users`',
  ])
})
