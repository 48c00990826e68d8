import { expect, test } from 'vitest'
import { withLiveFacts } from '../../src/capture/live-facts.ts'
import { takeSnapshot } from '../../src/capture/snapshot.ts'
import { Heap } from '../../src/heap/heap.ts'
import { parseSnapshot } from '../../src/heapsnapshot/parse.ts'

const forever: (() => void)[] = []

async function waiter(target: object) {
  const answer = { of: target }
  await new Promise<void>((resolve) => forever.push(resolve))
  return answer
}

function* counter() {
  const held = { count: 1 }
  yield 1
  return held
}

function suspendedIn(heap: Heap, functionName: string): number {
  for (let node = 0; node < heap.nodeCount; node++) {
    if (heap.typeName(node) !== 'object') continue
    const code = heap.follow(node, 'function')
    if (code >= 0 && heap.name(code) === functionName && heap.follow(node, 'parameters_and_registers') >= 0)
      return node
  }
  throw new Error(`no suspended ${functionName}`)
}

test('names the variables of a suspended async function and of a generator, and where they wait', () => {
  void waiter({})
  const numbers = counter()
  numbers.next()
  const heap = new Heap(parseSnapshot(takeSnapshot()))
  withLiveFacts((facts) => {
    const asyncFunction = facts.suspendedFunction(heap.id(suspendedIn(heap, 'waiter')))
    expect(asyncFunction?.name).toBe('waiter')
    expect(asyncFunction?.locals.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['answer', 'target']),
    )
    expect(facts.script(Number(asyncFunction?.suspendedAt?.scriptId))?.url).toMatch(/live-facts\.test\.ts$/)

    const generator = facts.suspendedFunction(heap.id(suspendedIn(heap, 'counter')))
    expect(generator?.locals.map(({ name }) => name)).toContain('held')
    const held = generator?.locals.find(({ name }) => name === 'held')
    expect(heap.name(heap.nodeById(held?.nodeId as number))).toBe('Object')
  })
  expect(numbers).toBeDefined()
})

test('knows nothing of a node that does not exist', () => {
  withLiveFacts((facts) => {
    expect(facts.suspendedFunction(4_000_000_001)).toBeUndefined()
    expect(facts.script(-1)).toBeUndefined()
  })
})

test('tells the text of a script as V8 runs it, and nothing of one that is not there', () => {
  const heap = new Heap(parseSnapshot(takeSnapshot()))
  const code = [...Array(heap.nodeCount).keys()].find(
    (node) => heap.typeName(node) === 'closure' && heap.name(node) === 'suspendedIn',
  ) as number
  withLiveFacts((facts) => {
    const source = facts.source(heap.location(code)?.scriptId as number)
    expect(source).toContain('function suspendedIn(')
    expect(facts.source(2 ** 30)).toBeUndefined()
  })
})
