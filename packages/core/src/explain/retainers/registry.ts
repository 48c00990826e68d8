import type { Path } from '../path.ts'
import type { Scene } from '../scene.ts'
import { boundFunction } from './bound-function.ts'
import { bufferProperty } from './buffer-property.ts'
import { mapEntry, setElement, weakMapValue } from './collection.ts'
import { accessor } from './accessor.ts'
import { asyncContext } from './async-context.ts'
import { asyncGeneratorRequest } from './async-generator.ts'
import { definedRetainer } from './define-retainer.ts'
import { diagnosticsChannel } from './diagnostics-channel.ts'
import { errorStack } from './error-stack.ts'
import { eventEmitterListener } from './event-emitter.ts'
import { eventHandler, eventTargetListener } from './event-target.ts'
import { eventsIterator } from './events-iterator.ts'
import { finalizationRegistry } from './finalization-registry.ts'
import { httpAgent } from './http-agent.ts'
import { iterator } from './iterator.ts'
import { compiledDefaultExport, moduleExport } from './module-export.ts'
import { nodeHandle } from './node-handle.ts'
import { throughNode } from './node-own.ts'
import { asyncHookCallback, nodeRegistry } from './node-registry.ts'
import { promiseReaction, promiseResolver } from './promise.ts'
import { promiseCombinator, promiseRace } from './promise-combinator.ts'
import { promiseFinally } from './promise-finally.ts'
import { proxy } from './proxy.ts'
import { readReference } from './reference.ts'
import type { Reading, Retainer } from './retainer.ts'
import { closureVariable, scopeVariable } from './scope.ts'
import { nodeStream, webStream } from './stream.ts'
import { suspendedFunction } from './suspended-function.ts'
import { templateStrings } from './template-strings.ts'
import { timer, timerList } from './timer.ts'
import { weakMapTable } from './weak-map-table.ts'

/** Every way of holding that has words of its own; the first that can read a place of a path does. */
const RETAINERS: readonly Retainer[] = [
  definedRetainer,
  asyncContext,
  nodeHandle,
  nodeRegistry,
  asyncHookCallback,
  diagnosticsChannel,
  asyncGeneratorRequest,
  suspendedFunction,
  promiseResolver,
  promiseCombinator,
  promiseRace,
  promiseFinally,
  promiseReaction,
  boundFunction,
  eventsIterator,
  eventEmitterListener,
  eventTargetListener,
  eventHandler,
  httpAgent,
  nodeStream,
  webStream,
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
  weakMapTable,
  scopeVariable,
  closureVariable,
]

/** The reading of a path at `at`. */
export function readAt(path: Path, at: number, scene: Scene): Reading {
  return throughNode(path, at, scene, readHere(path, at, scene), (next) => readHere(path, next, scene))
}

function readHere(path: Path, at: number, scene: Scene): Reading {
  for (const retainer of RETAINERS) {
    const reading = retainer.read(path, at, scene)
    if (reading) return reading
  }
  return readReference(path, at)
}
