import { expect, test } from 'vitest'
import { wordsOf } from '../../fixtures/words-of.ts'

const TASK = `
  root -> callbacks -[0]-> wait -internal:context-> scope -context:promise-> promise -internal:reactions_or_result-> chai
  chai -__flags-> flags -object-> session
  callbacks -[1]-> run -internal:context-> inner -context:fn-> stop
  callbacks = object "Array"; wait = closure "" 5:1:1; run = closure "runWithTimeout" 5:2:2; stop = closure "stop"
  scope = object "system / Context"; inner = object "system / Context"; promise = object "Promise"
`
const scripts = { 5: '/app/node_modules/vitest/dist/chunks/run.js' }

test('what an asynchronous expect was given', () => {
  const steps = [
    'callbacks -[0]-> wait',
    'wait -context-> scope',
    'scope -promise-> promise',
    'promise -reactions_or_result-> chai',
    'chai -__flags-> flags',
    'flags -object-> session',
  ]
  expect(wordsOf(TASK, steps, { scripts })).toEqual([
    'given to an `expect` with `.resolves`, `.rejects` or `poll`',
  ])
})

test("the user's callback, without Vitest's own around it", () => {
  const steps = ['callbacks -[1]-> run', 'run -context-> inner', 'inner -fn-> stop']
  expect(wordsOf(TASK, steps, { scripts })).toEqual(['callback of `onTestFinished` or `onTestFailed`'])
  expect(wordsOf(TASK, steps, { scripts: { 5: '/app/src/run.js' } }).join()).not.toContain('callback of')
})
