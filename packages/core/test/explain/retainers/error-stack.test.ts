import { afterEach, expect, test } from 'vitest'
import { findLeaks } from '../../../src/check/find-leaks.ts'
import { stepsOfLeak } from '../../fixtures/edges-of-leak.ts'

const problems: Error[] = []
afterEach(() => {
  problems.length = 0
})

class Parser {
  readonly text = '{'

  parse(): void {
    problems.push(new Error(`${this.text.length} characters`))
  }
}

test('an unread stack is said to keep the receivers of its calls, and how to let go of them', () => {
  const last = stepsOfLeak(() => new Parser().parse(), Parser).at(-1)
  expect(last).toMatchObject({ edge: 'unread stack trace', label: 'Parser' })
  expect(last?.note).toContain('until `error.stack` is read')
})

test('and that does let go of them', () => {
  const readStack = () => {
    new Parser().parse()
    void problems[0].stack
  }
  expect(findLeaks(readStack, Parser).leakedCount).toBe(0)
})
