import { labelOf } from '../labels.ts'
import type { Path } from '../path.ts'
import type { Scene } from '../scene.ts'
import { boundFunction } from './bound-function.ts'
import { mapEntry, setElement, weakMapValue } from './collection.ts'
import { eventEmitterListener } from './event-emitter.ts'
import { eventTargetListener } from './event-target.ts'
import { fakeTimer } from './fake-timer.ts'
import { pageNode } from './page-node.ts'
import { pageTimer } from './page-timer.ts'
import { passThrough } from './pass-through.ts'
import { promiseReaction, promiseResolver } from './promise.ts'
import { reactComponent, storeSubscription } from './react.ts'
import { readReference } from './reference.ts'
import type { Reading, Retainer } from './retainer.ts'
import { mockCalls, undoneSpy } from './runner-mock.ts'
import { testCallback } from './test-callback.ts'
import { closureVariable, scopeVariable } from './scope.ts'
import { suspendedFunction } from './suspended-function.ts'
import { timer, timerList } from './timer.ts'

/** Every way of holding that has words of its own; the first that can read a place of a path does. */
const RETAINERS: readonly Retainer[] = [
  suspendedFunction,
  promiseResolver,
  promiseReaction,
  reactComponent,
  storeSubscription,
  boundFunction,
  pageNode,
  mockCalls,
  undoneSpy,
  fakeTimer,
  testCallback,
  eventEmitterListener,
  eventTargetListener,
  pageTimer,
  timer,
  timerList,
  mapEntry,
  setElement,
  weakMapValue,
  scopeVariable,
  closureVariable,
]

/** The reading of a path at `at`, with what leads only to another half of the holder, and at the end of what is held. */
export function readAt(path: Path, at: number, scene: Scene): Reading {
  const skipped = passThrough(path, at)
  const start = at + skipped < path.length ? at + skipped : at
  const reading = readBetween(path, start, scene)
  const end = start + reading.edges
  const rest = passThrough(path, end)
  const edges = end - at + (end + rest === path.length ? rest : 0)
  if (start === at) return { ...reading, edges }
  const holder = path.from(start)
  return {
    ...reading,
    edges,
    holder: reading.holder ?? labelOf(path.heap, holder),
    place: reading.place ?? (path.heap.typeName(holder) === 'closure' ? scene.placeOf(holder) : undefined),
  }
}

function readBetween(path: Path, at: number, scene: Scene): Reading {
  for (const retainer of RETAINERS) {
    const reading = retainer.read(path, at, scene)
    if (reading) return reading
  }
  return readReference(path, at)
}
