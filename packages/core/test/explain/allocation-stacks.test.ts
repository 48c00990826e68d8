import { describe, expect, test } from 'vitest'
import { allocationStacksOf } from '../../src/explain/allocation-stacks.ts'
import { Scene } from '../../src/explain/scene.ts'
import { snapshotFacts } from '../../src/explain/snapshot-facts.ts'
import { Heap } from '../../src/heap/heap.ts'
import { parseSnapshot } from '../../src/heapsnapshot/parse.ts'
import type { HeapDraft, TraceDraft } from '../fixtures/snapshot-writer.ts'
import { TRACED_FIELDS, writeSnapshot } from '../fixtures/snapshot-writer.ts'

const FUNCTIONS = {
  root: {},
  builtin: { name: 'map' },
  node: { name: 'processTicks', scriptName: 'node:internal/process', scriptId: 2, line: 3, column: 4 },
  run: { name: 'run', scriptName: '/p/node_modules/runner/run.js', scriptId: 3, line: 3, column: 4 },
  call: { name: 'call', scriptName: '/p/node_modules/runner/run.js', scriptId: 3, line: 9, column: 4 },
  scoped: { name: 'go', scriptName: '/p/node_modules/@a/b/index.js', scriptId: 4, line: 1, column: 4 },
  test: { scriptName: 'file:///p/test/a%20b.js', scriptId: 5, line: 7, column: 12, codeId: 77 },
  make: { name: 'make', scriptName: '/p/src/make.js', scriptId: 6, line: 2, column: 14 },
  lambda: { scriptName: '/p/src/make.js', scriptId: 6, line: 4, column: 9 },
  early: { name: 'early', scriptName: '/p/src/make.js', scriptId: 6, line: 0, column: 0 },
} as const
type Name = keyof typeof FUNCTIONS
const names = Object.keys(FUNCTIONS) as Name[]

/** A heap with one session for each stack: names of functions, outermost first. */
function sceneOf(...stacks: string[]): { scene: Scene; sessions: number[]; body: number } {
  let id = 0
  const tree: TraceDraft[] = []
  const sessions: HeapDraft['nodes'][number][] = []
  for (const stack of stacks) {
    let list = tree
    for (const name of stack.split(' ').filter(Boolean)) {
      const inner: TraceDraft[] = []
      list.push({ id: ++id, calls: names.indexOf(name as Name), inner })
      list = inner
    }
    sessions.push({
      name: 'Session',
      traceId: stack === '' ? 0 : id,
      location: { scriptId: 6, line: 20, column: 2 },
    })
  }
  const bytes = writeSnapshot(
    {
      nodes: [
        { type: 'synthetic' },
        { type: 'closure', name: '' },
        { type: 'code', name: '(shared)', id: 77 },
        ...sessions,
      ],
      edges: [
        { from: 0, to: 1, type: 'property', label: 'body' },
        { from: 1, to: 2, type: 'internal', label: 'shared' },
      ],
      traces: { functions: Object.values(FUNCTIONS), tree },
    },
    { nodeFields: TRACED_FIELDS },
  )
  const heap = new Heap(parseSnapshot([bytes]))
  return {
    scene: new Scene(heap, snapshotFacts(heap), true),
    sessions: sessions.map((_, index) => index + 3),
    body: 1,
  }
}

/** Each line of a stack, as text. */
function linesOf(stack: string, withBody = true): string[] | undefined {
  const { scene, sessions, body } = sceneOf(stack)
  const [first] = allocationStacksOf(scene, sessions, withBody ? { body } : {}) ?? []
  return first?.frames.map(({ label, place, calls }) =>
    [label, place && `${place.file}:${place.line}:${place.column}`, calls > 1 && `× ${calls}`]
      .filter(Boolean)
      .join(' '),
  )
}

const SESSION = 'new Session /p/src/make.js:21:3'

describe('a stack', () => {
  test('begins with the class and ends with the measured function; whoever called that is left out', () => {
    expect(linesOf('root run call test make')).toEqual([
      SESSION,
      'make /p/src/make.js:2:10',
      'fn /p/test/a b.js:7:12',
    ])
  })

  test('ends, where the measured function is not on it, before the calls that are not the user’s', () => {
    expect(linesOf('root node run make')).toEqual([SESSION, 'make /p/src/make.js:2:10'])
  })

  test('has one line for calls within a package, by its name, and none for built-in code', () => {
    expect(linesOf('root test run builtin call lambda scoped builtin')).toEqual([
      SESSION,
      '@a/b',
      'anonymous function /p/src/make.js:4:9',
      'runner × 2',
      'fn /p/test/a b.js:7:12',
    ])
  })

  test('of nothing but foreign code is the class alone', () => {
    expect(linesOf('root node builtin')).toEqual([SESSION])
  })

  test('has the measured function by its outermost call only', () => {
    expect(linesOf('root run test make test make')).toEqual([
      SESSION,
      'make /p/src/make.js:2:10',
      'fn /p/test/a b.js:7:12',
      'make /p/src/make.js:2:10',
      'fn /p/test/a b.js:7:12',
    ])
  })

  test('leaves a place out that V8 does not know', () => {
    expect(linesOf('root early make', false)).toEqual([SESSION, 'make /p/src/make.js:2:10'])
  })
})

test('equal stacks are one, the most frequent first', () => {
  const { scene, sessions } = sceneOf('root test make', 'root lambda', 'root run test make', '')
  const stacks = allocationStacksOf(scene, sessions, { body: 1 })
  expect(stacks?.map(({ count, frames }) => [count, frames[1].label])).toEqual([
    [2, 'make'],
    [1, 'anonymous function'],
  ])
})

test('nothing is known of nodes older than the tracking, nor of a heap without traces', () => {
  const { scene, sessions } = sceneOf('')
  expect(allocationStacksOf(scene, sessions)).toBeUndefined()
  const heap = new Heap(parseSnapshot([writeSnapshot({ nodes: [{}], edges: [] })]))
  expect(allocationStacksOf(new Scene(heap, snapshotFacts(heap), true), [0])).toBeUndefined()
})
