import { Session } from 'node:inspector'
import { createContext, runInContext } from 'node:vm'
import { afterEach, describe, expect, it } from 'vitest'
import { anchor } from '../../src/capture/anchor.ts'
import { collectGarbage } from '../../src/capture/gc.ts'
import { LiveObjects } from '../../src/capture/live-objects.ts'
import { takeSnapshot } from '../../src/capture/snapshot.ts'
import { CaptureError } from '../../src/errors.ts'
import { Heap } from '../../src/heap/heap.ts'
import { parseSnapshot } from '../../src/heapsnapshot/parse.ts'
import { findAnchor } from '../../src/snapshot/find-anchor.ts'

class Held {
  readonly mark = { of: 'held' }
}

const opened: LiveObjects[] = []
afterEach(() => {
  for (const live of opened.splice(0)) live.close()
})

function photograph(): { heap: Heap; live: LiveObjects } {
  const witness = anchor()
  const heap = new Heap(parseSnapshot(takeSnapshot()))
  const live = new LiveObjects(witness, heap.id(findAnchor(heap, witness)))
  opened.push(live)
  return { heap, live }
}

describe('LiveObjects', () => {
  it('finds the node of a live object, and the object of a node', () => {
    const held = new Held()
    const { heap, live } = photograph()
    const node = heap.nodeById(live.idOf(held)!)
    expect(heap.name(node)).toBe('Held')
    expect(heap.follow(node, 'mark')).toBe(heap.nodeById(live.idOf(held.mark)!))
    expect(live.objectOf(heap.id(node))).toBe(held)
    expect(live.objectOf(live.idOf(Held)!)).toBe(Held)
  })

  it('finds objects of other realms', () => {
    const theirs = runInContext('globalThis.kept = { x: {} }', createContext({})) as { x: object }
    const { heap, live } = photograph()
    const node = heap.nodeById(live.idOf(theirs)!)
    expect(heap.follow(node, 'x')).toBe(heap.nodeById(live.idOf(theirs.x)!))
    expect(live.objectOf(heap.id(node))).toBe(theirs)
  })

  it('knows neither objects born later, nor nodes that no variable can hold', () => {
    const { heap, live } = photograph()
    expect(live.idOf({})).toBeUndefined()
    expect(live.objectOf(heap.id(heap.root))).toBeUndefined()
    expect(live.objectOf(2 ** 30)).toBeUndefined()
  })

  it('refuses to answer once V8 has numbered its objects anew', () => {
    const held = new Held()
    const { heap, live } = photograph()
    const id = live.idOf(held)!
    const session = new Session()
    session.connect()
    session.disconnect()
    expect(live.areIdsValid).toBe(false)
    expect(() => live.idOf(held)).toThrow(CaptureError)
    expect(() => live.objectOf(id)).toThrow(/numbered all objects anew.*take a new snapshot/s)
    expect(live.facts()).toBeUndefined()
    expect(heap.name(heap.nodeById(id))).toBe('Held')
  })

  it('knows where a class is written, even then', () => {
    const { live } = photograph()
    live.close()
    const position = live.positionOf(Held)
    expect(position).toMatchObject({ line: expect.any(Number) as number })
    expect(live.positionOf(Map)).toBeUndefined()
  })

  it('closes the session when the last of several is closed, not before', () => {
    const held = new Held()
    const first = photograph()
    const second = photograph()
    expect(first.live.idOf(held)).toBe(second.live.idOf(held))
    first.live.close()
    expect(second.live.areIdsValid).toBe(true)
    second.live.close()
    expect(second.live.areIdsValid).toBe(false)
  })

  it('keeps neither what was asked for nor what was logged meanwhile', async () => {
    const { live } = photograph()
    const dropped: WeakRef<object>[] = []
    const ask = () => {
      const asked = new Held()
      const logged = new Held()
      dropped.push(new WeakRef(asked), new WeakRef(logged))
      live.idOf(asked)
      console.debug(logged)
    }
    ask()
    live.idOf(Held)
    for (let round = 0; round < 5; round++) {
      await new Promise(setImmediate)
      collectGarbage()
    }
    expect(dropped.map((ref) => ref.deref())).toEqual([undefined, undefined])
  })
})
