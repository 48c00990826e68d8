import type { Path } from '../path.ts'
import type { Scene } from '../scene.ts'
import { boundFunction } from './bound-function.ts'
import { mapEntry, setElement, weakMapValue } from './collection.ts'
import { eventEmitterListener } from './event-emitter.ts'
import { eventTargetListener } from './event-target.ts'
import { promiseReaction, promiseResolver } from './promise.ts'
import { readReference } from './reference.ts'
import type { Reading, Retainer } from './retainer.ts'
import { closureVariable, scopeVariable } from './scope.ts'
import { suspendedFunction } from './suspended-function.ts'
import { timer, timerList } from './timer.ts'
import { weakMapTable } from './weak-map-table.ts'

/** Every way of holding that has words of its own; the first that can read a place of a path does. */
const RETAINERS: readonly Retainer[] = [
  suspendedFunction,
  promiseResolver,
  promiseReaction,
  boundFunction,
  eventEmitterListener,
  eventTargetListener,
  timer,
  timerList,
  mapEntry,
  setElement,
  weakMapValue,
  weakMapTable,
  scopeVariable,
  closureVariable,
]

/** The reading of a path at `at`. */
export function readAt(path: Path, at: number, scene: Scene): Reading {
  for (const retainer of RETAINERS) {
    const reading = retainer.read(path, at, scene)
    if (reading) return reading
  }
  return readReference(path, at)
}
