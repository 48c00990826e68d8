import { expect, test } from 'vitest'
import { anchor } from '../../src/capture/anchor.ts'
import { takeSnapshot } from '../../src/capture/snapshot.ts'
import { findAnchored } from '../../src/check/survivors.ts'
import { waitingFunctions } from '../../src/explain/waiting-functions.ts'
import { Heap } from '../../src/heap/heap.ts'
import { parseSnapshot } from '../../src/heapsnapshot/parse.ts'

function waitingFor(promise: Promise<unknown>): number {
  const held = anchor({ objects: new WeakSet([promise]) })
  const heap = new Heap(parseSnapshot(takeSnapshot()))
  const [node] = findAnchored(heap, held).objects
  expect(held.control).toBeDefined()
  return waitingFunctions(heap, node).length
}

const wait = async (promise: Promise<unknown>) => {
  await promise
}

test('functions that await a promise, or what .then made of it', () => {
  const promise = new Promise<void>(() => {})
  void wait(promise)
  void wait(promise.then(() => 17))
  void wait(promise.catch(() => 17).finally(() => {}))
  expect(waitingFor(promise)).toBe(3)
})

test('and those that await what was resolved with it, as a promise of a class of its own', async () => {
  class OwnPromise<Value> extends Promise<Value> {}
  const promise = new Promise<void>(() => {})
  void wait(new OwnPromise<void>((resolve) => resolve(promise.catch(() => {}))))
  // V8 makes the one follow the other in a job of its own
  await Promise.resolve()
  expect(waitingFor(promise)).toBe(1)
})

test('none, when nobody waits', () => {
  const promise = new Promise<void>(() => {})
  void promise.then(() => 17)
  expect(waitingFor(promise)).toBe(0)
})
