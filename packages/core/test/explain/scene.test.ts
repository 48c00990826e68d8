import { expect, test } from 'vitest'
import { withLiveFacts } from '../../src/capture/live-facts.ts'
import { takeSnapshot } from '../../src/capture/snapshot.ts'
import { Scene } from '../../src/explain/scene.ts'
import { isBlockVariable, isScope } from '../../src/explain/scopes.ts'
import { snapshotFacts } from '../../src/explain/snapshot-facts.ts'
import { Heap } from '../../src/heap/heap.ts'
import { parseSnapshot } from '../../src/heapsnapshot/parse.ts'

class Before {}
class Between {}
class After {}
class Shared {}
class Hidden {}

/** A function in whose block scope small integers stand before, between and behind what the variables hold. */
function counted(): () => unknown {
  const functions: (() => unknown)[] = []
  for (let opened = 0; opened < 1; opened++) {
    let closed = opened
    const before = new Before()
    let unset: unknown
    let failed = 7
    const between = new Between()
    const one = new Shared()
    const two = one
    const text = `not an object ${String(Math.random())}`
    const after = new After()
    let last = 1
    functions.push(() => [++closed, before, unset, ++failed, between, one, two, text, after, ++last])
    functions.push(() => (unset = closed))
  }
  return functions[0]
}

/** What edges of block scopes to objects of a class are called. */
function namesOf(heap: Heap, scene: Scene, className: string): (string | undefined)[] {
  const names: (string | undefined)[] = []
  for (let node = 0; node < heap.nodeCount; node++) {
    if (heap.typeName(node) !== 'object' || heap.name(node) !== className) continue
    for (const edge of heap.retainersOf(node))
      if (isScope(heap, heap.edgeFrom(edge)) && isBlockVariable(heap, edge))
        names.push(scene.variableOf(edge))
  }
  return names
}

test('the live isolate names the variables of a block among small integers', () => {
  const held = counted()
  const heap = new Heap(parseSnapshot(takeSnapshot()))
  withLiveFacts((facts) => {
    const asked: number[] = []
    const counting = {
      ...facts,
      scopeVariables(functionId: number, between: number) {
        asked.push(functionId)
        return facts.scopeVariables(functionId, between)
      },
    }
    const scene = new Scene(heap, counting, true)
    expect(namesOf(heap, scene, 'Before')).toEqual(['before'])
    expect(namesOf(heap, scene, 'Between')).toEqual(['between'])
    expect(namesOf(heap, scene, 'Shared')).toEqual(['one', 'two'])
    expect(namesOf(heap, scene, 'After')).toEqual(['after'])
    expect(asked).toHaveLength(1)
  })
  expect(held()).toHaveLength(10)
})

test('a snapshot alone does not name them, rather than wrongly', () => {
  const held = counted()
  const heap = new Heap(parseSnapshot(takeSnapshot()))
  const scene = new Scene(heap, snapshotFacts(heap), true)
  for (const className of ['Before', 'Between', 'After'])
    expect(namesOf(heap, scene, className)).toEqual([undefined])
  expect(held()).toHaveLength(10)
})

test('a function of a scope further in is asked where none was made in the block itself', () => {
  let held: (() => unknown) | undefined
  for (let rounds = 0; rounds < 1; rounds++) {
    let count = rounds
    const hidden = new Hidden()
    for (let inner = 0; inner < 1; inner++) {
      let steps = inner
      held = () => [++steps, ++count, hidden]
    }
  }
  const heap = new Heap(parseSnapshot(takeSnapshot()))
  withLiveFacts((facts) => {
    expect(namesOf(heap, new Scene(heap, facts, true), 'Hidden')).toEqual(['hidden'])
  })
  expect(held?.()).toHaveLength(3)
})
