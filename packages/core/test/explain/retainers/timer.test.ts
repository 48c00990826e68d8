import { expect, test } from 'vitest'
import { isTimerList } from '../../../src/explain/retainers/timer.ts'
import { graphFromText } from '../../fixtures/graph-from-text.ts'

test("a list of timers is an instance of Node's class, and not the class", () => {
  const { heap, node } = graphFromText(
    'list = object "TimersList"; lists = closure "TimersList"; root -> list, root -> lists',
  )
  expect(isTimerList(heap, node('list'))).toBe(true)
  expect(isTimerList(heap, node('lists'))).toBe(false)
})
