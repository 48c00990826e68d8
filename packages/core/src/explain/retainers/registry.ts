import type { Path } from '../path.ts'
import type { Scene } from '../scene.ts'
import { accessor } from './accessor.ts'
import { boundFunction } from './bound-function.ts'
import { bufferProperty } from './buffer-property.ts'
import { mapEntry, setElement, weakMapValue } from './collection.ts'
import { definedRetainer } from './define-retainer.ts'
import { errorStack } from './error-stack.ts'
import { eventEmitterListener } from './event-emitter.ts'
import { eventTargetListener } from './event-target.ts'
import { finalizationRegistry } from './finalization-registry.ts'
import { iterator } from './iterator.ts'
import { compiledDefaultExport, moduleExport } from './module-export.ts'
import { promiseReaction, promiseResolver } from './promise.ts'
import { proxy } from './proxy.ts'
import { readReference } from './reference.ts'
import type { Reading, Retainer } from './retainer.ts'
import { closureVariable, scopeVariable } from './scope.ts'
import { suspendedFunction } from './suspended-function.ts'
import { templateStrings } from './template-strings.ts'
import { timer, timerList } from './timer.ts'

/** Every way of holding that has words of its own; the first that can read a place of a path does. */
const RETAINERS: readonly Retainer[] = [
  definedRetainer,
  suspendedFunction,
  promiseResolver,
  promiseReaction,
  boundFunction,
  eventEmitterListener,
  eventTargetListener,
  timer,
  timerList,
  iterator,
  proxy,
  errorStack,
  accessor,
  finalizationRegistry,
  moduleExport,
  compiledDefaultExport,
  bufferProperty,
  templateStrings,
  mapEntry,
  setElement,
  weakMapValue,
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
