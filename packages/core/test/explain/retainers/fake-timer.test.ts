import { expect, test } from 'vitest'
import { wordsOf } from '../../fixtures/words-of.ts'

const CLOCK = `
  root -> heap -timers-> list -[0]-> timer -func-> show, timer -callAt-> time, timer -args-> args -[0]-> value
  heap = object "TimerHeap"; show = closure "show"; list = object "Array"; args = object "Array"; time = number "7"
`

test('a fake timer is pending, and keeps its callback and its arguments', () => {
  const toTimer = ['heap -timers-> list', 'list -[0]-> timer']
  expect(wordsOf(CLOCK, [...toTimer, 'timer -func-> show'])).toEqual(['pending', 'fake timer: callback'])
  expect(wordsOf(CLOCK, [...toTimer, 'timer -args-> args', 'args -[0]-> value'])).toEqual([
    'pending',
    'fake timer: argument',
  ])
})
