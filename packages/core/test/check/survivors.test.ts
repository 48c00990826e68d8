import { describe, expect, test } from 'vitest'
import { anchor } from '../../src/capture/anchor.ts'
import { takeSnapshot } from '../../src/capture/snapshot.ts'
import { findAnchored, keptBeyondThisJob } from '../../src/check/survivors.ts'
import { CaptureError } from '../../src/errors.ts'
import { Heap } from '../../src/heap/heap.ts'
import { parseSnapshot } from '../../src/heapsnapshot/parse.ts'
import { graphFromText } from '../fixtures/graph-from-text.ts'

const held: object[] = []

const heapNow = () => new Heap(parseSnapshot(takeSnapshot()))

/** The heap right after `make`, in the same job, and the nodes of what it gave. */
function takeWhile(make: () => object[]): { heap: Heap; objects: readonly number[] } {
  const objects = new WeakSet<object>()
  const add = () => make().forEach((object) => objects.add(object))
  add()
  const mark = anchor({ objects })
  const heap = heapNow()
  return { heap, objects: findAnchored(heap, mark).objects }
}

test('finds anchored objects and functions, and nothing that has died', () => {
  class Kept {}
  held.push(new Kept())
  const body = () => {}
  const objects = new WeakSet<object>([held.at(-1) as object])
  const addDropped = () => void objects.add(new Kept())
  addDropped()
  const mark = anchor({ objects, functions: [body] })
  const heap = heapNow()
  const found = findAnchored(heap, mark)
  expect(found.objects.map((node) => heap.name(node))).toEqual(['Kept'])
  expect(found.functions.map((node) => heap.name(node))).toEqual(['body'])
})

test('what V8 copies new objects of a native class from is no survivor; the class, and what else holds an object of it, are', () => {
  const { heap, node } = graphFromText(
    `root -> realm -fast_template_instantiations_cache-> fast -[1]-> copied, fast -[2]-> class
     realm -slow_template_instantiations_cache-> slow -[1]-> slowlyCopied, slow -[2]-> used, root -> used
     realm = hidden "system / NativeContext"; class = closure "MessagePort"`,
  )
  const { kept } = keptBeyondThisJob(heap, ['copied', 'slowlyCopied', 'used', 'class'].map(node))
  expect(kept).toEqual([node('used'), node('class')])
})

test('a snapshot without the anchor is an error, never "nothing survived"', () => {
  const { heap } = graphFromText('root -> a')
  expect(() => findAnchored(heap, anchor())).toThrow(CaptureError)
  expect(() => findAnchored(heap, anchor())).toThrow(/shows 0 objects of the anchor class, expected one/)
})

test('a snapshot whose WeakSet does not show the control object is an error, too', () => {
  const mark = anchor()
  const { heap } = graphFromText(
    `root -> mark -control-> c, mark -objects-> set -table-> t, t ~2~> other
     mark = object "${mark.className}"`,
  )
  expect(() => findAnchored(heap, mark)).toThrow(/without its control object/)
})

describe('an object that only the current job keeps', () => {
  const kept = (heap: Heap, word: number) => keptBeyondThisJob(heap, [word]).kept.length

  test('by a WeakRef is no survivor', () => {
    const { heap, node } = graphFromText(
      `root -[1]-> gc -[2]-> strong -weak_refs_keep_during_job-> set -> a
       gc = synthetic "(GC roots)"; strong = synthetic "(Strong root list)"`,
    )
    expect(kept(heap, node('a'))).toBe(0)
  })

  test('by a pending microtask is no survivor, wherever V8 lists its queue', () => {
    const newer = graphFromText(
      `root -[1]-> gc -[2]-> queue -[0]-> task -> a
       gc = synthetic "(GC roots)"; queue = synthetic "(Micro tasks)"; task = hidden "system / PromiseFulfillReactionJobTask"`,
    )
    expect(kept(newer.heap, newer.node('a'))).toBe(0)
    const node20 = graphFromText(
      `root -[1]-> gc -[2]-> strong -[0]-> task -> a, strong -[1]-> other -> b
       gc = synthetic "(GC roots)"; strong = synthetic "(Strong roots)"; task = hidden "system / PromiseFulfillReactionJobTask"`,
    )
    expect(kept(node20.heap, node20.node('a'))).toBe(0)
    expect(kept(node20.heap, node20.node('b'))).toBe(1)
  })

  test('by a callback of process.nextTick is no survivor, by a queue of the program it is one', () => {
    const own: unknown[] = []
    const { objects, heap } = takeWhile(() => {
      class Soon {}
      class Later {}
      const soon = new Soon()
      const later = new Later()
      process.nextTick((ticked: object) => void ticked, soon)
      own.push(later)
      return [soon, later]
    })
    expect(objects.map((node) => heap.name(node)).sort()).toEqual(['Later', 'Soon'])
    expect(keptBeyondThisJob(heap, objects).kept.map((node) => heap.name(node))).toEqual(['Later'])
  })

  test('by a callback of queueMicrotask is no survivor', () => {
    const { objects, heap } = takeWhile(() => {
      class Soon {}
      const make = () => {
        const soon = new Soon()
        queueMicrotask(() => void soon)
        return soon
      }
      return [make()]
    })
    expect(keptBeyondThisJob(heap, objects)).toMatchObject({ kept: [] })
  })

  test('and something else, too, is one', () => {
    const { heap, node } = graphFromText(
      `root -[1]-> gc -[2]-> strong -weak_refs_keep_during_job-> set -> a, gc -[3]-> handles -> holder -> a
       gc = synthetic "(GC roots)"; strong = synthetic "(Strong root list)"; handles = synthetic "(Global handles)"`,
    )
    expect(kept(heap, node('a'))).toBe(1)
  })

  test('but nothing that the snapshot shows, is one: better reported than lost', () => {
    const { heap, node } = graphFromText('root -> x, a -> b')
    expect(kept(heap, node('b'))).toBe(1)
  })
})
