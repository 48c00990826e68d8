import { afterEach, describe, expect, test, vi } from 'vitest'
import { snapshot } from '../../../src/snapshot/snapshot.ts'
import { wordsOf } from '../../fixtures/words-of.ts'

class Letter {
  readonly text = 'hello'
}

const send = vi.fn((letter: Letter) => letter.text.length)

afterEach(() => {
  vi.restoreAllMocks()
  send.mockClear()
})

test("Vitest's mock function remembers what it was called with, until it is told to forget", () => {
  const call = () => send(new Letter())
  call()
  const graph = snapshot()
  const [{ trace }] = graph.explain(graph.instancesOf(Letter)).groups
  expect(trace.steps.map(({ edge }) => edge)).toEqual(['variable `send`', '.mock.calls[0][0]'])
  vi.clearAllMocks()
  expect(snapshot().instancesOf(Letter)).toHaveLength(0)
})

test("Vitest keeps a spied object after the spy's mockRestore(), until restoreAllMocks()", () => {
  const spy = () => {
    const letter = new Letter()
    const mailbox = { read: () => letter.text }
    vi.spyOn(mailbox, 'read').mockRestore()
  }
  spy()
  const graph = snapshot()
  const [{ trace }] = graph.explain(graph.instancesOf(Letter)).groups
  expect(trace.root.label).toBe("Vitest's mocks")
  expect(trace.steps.map(({ edge }) => edge).slice(0, 2)).toEqual(['kept to be undone', 'what it spies on'])
  vi.restoreAllMocks()
  // Node 20 runs Vitest 4, which keeps it even then
  if (!process.version.startsWith('v20.')) expect(snapshot().instancesOf(Letter)).toHaveLength(0)
})

describe('Jest', () => {
  test('a mock function has its calls in a WeakMap', () => {
    const text = `
      root -> send, root -> table, send & table => state, state -calls-> calls -[2]-> call -[0]-> letter
      send = closure "mockConstructor" 3:1:1; calls = object "Array"; call = object "Array"
    `
    const steps = ['send -> state', 'state -calls-> calls', 'calls -[2]-> call', 'call -[0]-> letter']
    expect(wordsOf(text, steps, { scripts: { 3: '/app/node_modules/jest-mock/build/index.js' } })).toEqual([
      'mock function: .mock.calls[2][0]',
    ])
    expect(wordsOf(text, steps, { scripts: { 3: '/app/src/send.js' } })[0]).not.toContain('mock')
  })
})
