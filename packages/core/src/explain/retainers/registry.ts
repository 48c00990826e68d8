import { labelOf } from '../labels.ts'
import type { Path } from '../path.ts'
import type { Scene } from '../scene.ts'
import { accessor } from './accessor.ts'
import { asyncContext } from './async-context.ts'
import { asyncGeneratorRequest } from './async-generator.ts'
import { boundFunction } from './bound-function.ts'
import { bufferProperty } from './buffer-property.ts'
import { mapEntry, setElement, weakMapValue } from './collection.ts'
import { definedRetainer } from './define-retainer.ts'
import { diagnosticsChannel } from './diagnostics-channel.ts'
import { engineRoot } from './engine-root.ts'
import { errorStack } from './error-stack.ts'
import { eventEmitterListener } from './event-emitter.ts'
import { eventHandler, eventTargetListener } from './event-target.ts'
import { eventsIterator } from './events-iterator.ts'
import { fakeTimer } from './fake-timer.ts'
import { finalizationRegistry } from './finalization-registry.ts'
import { httpAgent } from './http-agent.ts'
import { iterator } from './iterator.ts'
import { compiledExport, moduleExport } from './module-export.ts'
import { nodeHandle } from './node-handle.ts'
import { throughNode } from './node-own.ts'
import { registeredCallback, nodeRegistry } from './node-registry.ts'
import { pageNode } from './page-node.ts'
import { pageTimer } from './page-timer.ts'
import { passThrough } from './pass-through.ts'
import { promiseReaction, promiseResolver } from './promise.ts'
import { promiseCombinator, promiseRace } from './promise-combinator.ts'
import { promiseFinally } from './promise-finally.ts'
import { proxy } from './proxy.ts'
import { reactComponent, storeSubscription } from './react.ts'
import { readReference } from './reference.ts'
import type { Reading, Retainer } from './retainer.ts'
import { mockCalls, undoneSpy } from './runner-mock.ts'
import { closureVariable, scopeVariable } from './scope.ts'
import { nodeStream, webStream } from './stream.ts'
import { suspendedFunction } from './suspended-function.ts'
import { templateStrings } from './template-strings.ts'
import { testCallback } from './test-callback.ts'
import { timer, timerList } from './timer.ts'
import { weakMapTable } from './weak-map-table.ts'

/** Every way of holding that has words of its own; the first that can read a place of a path does. */
const RETAINERS: readonly Retainer[] = [
  definedRetainer,
  asyncContext,
  nodeHandle,
  nodeRegistry,
  registeredCallback,
  diagnosticsChannel,
  asyncGeneratorRequest,
  suspendedFunction,
  promiseResolver,
  promiseCombinator,
  promiseRace,
  promiseFinally,
  promiseReaction,
  reactComponent,
  storeSubscription,
  boundFunction,
  pageNode,
  mockCalls,
  undoneSpy,
  fakeTimer,
  testCallback,
  eventsIterator,
  eventEmitterListener,
  eventTargetListener,
  eventHandler,
  httpAgent,
  nodeStream,
  webStream,
  pageTimer,
  timer,
  timerList,
  iterator,
  proxy,
  errorStack,
  accessor,
  finalizationRegistry,
  moduleExport,
  compiledExport,
  bufferProperty,
  templateStrings,
  mapEntry,
  setElement,
  weakMapValue,
  weakMapTable,
  scopeVariable,
  closureVariable,
  engineRoot,
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
  return throughNode(path, at, scene, readHere(path, at, scene), (next) => readHere(path, next, scene))
}

function readHere(path: Path, at: number, scene: Scene): Reading {
  for (const retainer of RETAINERS) {
    const reading = retainer.read(path, at, scene)
    if (reading) return reading
  }
  return readReference(path, at, scene)
}
