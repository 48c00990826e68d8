import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { trackAllocations } from '../../src/capture/allocation-tracking.ts'
import { collectGarbage } from '../../src/capture/gc.ts'
import { withInspector } from '../../src/capture/inspector.ts'
import { CaptureError } from '../../src/errors.ts'
import { NO_TRACE } from '../../src/heap/columns.ts'
import { Heap } from '../../src/heap/heap.ts'
import { readSnapshotFile } from '../../src/heapsnapshot/read-file.ts'

class Parcel {
  readonly weight = 3
}
const kept: Parcel[] = []

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'toleak-tracking-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

function pack() {
  kept.push(new Parcel())
}

/** The names of the functions in which each parcel was created, innermost first; none for one that is older than the tracking. */
function callsByParcel(file: string): string[][] {
  const heap = new Heap(readSnapshotFile(file))
  const { allocations, strings } = heap.columns
  const calls: string[][] = []
  for (let node = 0; node < heap.nodeCount; node++) {
    if (heap.name(node) !== 'Parcel' || heap.typeName(node) !== 'object') continue
    if (heap.follow(node, 'constructor') !== NO_TRACE) continue
    const names: string[] = []
    for (let at = allocations?.traceOf[node] ?? NO_TRACE; at !== NO_TRACE; at = allocations!.caller[at])
      names.push(strings.get(allocations!.functions.name[allocations!.calledFunction[at]]))
    calls.push(names)
  }
  return calls
}

describe('the calls in which an object was created', () => {
  test('are known of those born meanwhile only', () => {
    kept.length = 0
    pack()
    const tracking = trackAllocations()
    pack()
    const file = join(folder, 'born.heapsnapshot')
    tracking.writeSnapshot(file)
    tracking.stop()
    pack()
    expect(callsByParcel(file).map((calls) => calls[0])).toEqual([undefined, 'pack'])
  })

  test('are known after turns of the event loop and collections, while which objects move', async () => {
    kept.length = 0
    const tracking = trackAllocations()
    pack()
    await delay(120)
    collectGarbage()
    pack()
    await delay(60)
    const file = join(folder, 'moved.heapsnapshot')
    tracking.writeSnapshot(file)
    tracking.stop()
    expect(callsByParcel(file).map((calls) => calls[0])).toEqual(['pack', 'pack'])
  })

  test('are lost when another inspector session ends', () => {
    const tracking = trackAllocations()
    pack()
    withInspector('disturb', () => {})
    const file = join(folder, 'lost.heapsnapshot')
    tracking.writeSnapshot(file)
    tracking.stop()
    expect(readSnapshotFile(file).allocations).toBeUndefined()
  })
})

test('what was logged meanwhile is let go', async () => {
  const tracking = trackAllocations()
  const logged = (() => {
    const parcel = new Parcel()
    console.log(parcel)
    return new WeakRef(parcel)
  })()
  await delay(1)
  tracking.writeSnapshot(join(folder, 'logged.heapsnapshot'))
  await delay(1)
  collectGarbage()
  expect(logged.deref()).toBeUndefined()
  tracking.stop()
})

test('a file that cannot be written is an error that names it', () => {
  const tracking = trackAllocations()
  const file = join(folder, 'no', 'such', 'folder.heapsnapshot')
  try {
    expect(() => tracking.writeSnapshot(file)).toThrow(CaptureError)
    expect(() => tracking.writeSnapshot(file)).toThrow(`on writing ${file}, expected a file`)
  } finally {
    tracking.stop()
  }
})

test('may be stopped twice', () => {
  const tracking = trackAllocations()
  tracking.stop()
  expect(() => tracking.stop()).not.toThrow()
})
