import type { Path } from '../path.ts'
import type { Scene } from '../scene.ts'
import type { Reading } from './retainer.ts'

/** Classes of Node's that no program ever sees. */
const UNSEEN_CLASS =
  /^(AfterWriteTick|BufferList|FixedCircularBuffer|FixedQueue|IterableWeakMap|Listener|ReadableByteStreamState|ReadableState|ReadableWorkerStdio|WeakReference|WritableState|WritableWorkerStdio)$/

/** Containers that are as good as part of the function of Node's that holds them. */
const CONTAINER = /^(Array|Map|Object|SafeMap|SafeSet|SafeWeakMap|Set)$/

/**
 * A reading that ends at a function of Node's own (the wrapper of a `once` listener, the listener that `events.on` adds), lengthened
 * to what that function is there for: users know neither its name nor its variables.
 *
 * @param read the reading of the path at a place
 */
export function throughNode(
  path: Path,
  at: number,
  scene: Scene,
  reading: Reading,
  read: (at: number) => Reading,
): Reading {
  let { edges } = reading
  let next: Reading | undefined
  while (at + edges < path.length && isNodesOwn(path, at + edges - 1, scene, next !== undefined)) {
    next = read(at + edges)
    edges += next.edges
  }
  if (!next) return reading
  // the listener that the advice says to remove is not what the user has
  const isNodesListener = reading.words.startsWith('listener') && path.label(at + edges - 1) !== 'listener'
  return { ...reading, edges, advice: isNodesListener ? undefined : reading.advice }
}

/** Whether what edge `at` enters is of Node's own making, seen from something that is (`inside`) or not. */
function isNodesOwn({ heap, edges }: Path, at: number, scene: Scene, inside: boolean): boolean {
  const node = heap.edgeTo(edges[at])
  if (
    heap.typeName(node) === 'object' &&
    (UNSEEN_CLASS.test(heap.name(node)) || (inside && CONTAINER.test(heap.name(node))))
  )
    return true
  const bound = heap.follow(node, 'bound_function')
  const code =
    bound >= 0
      ? bound
      : heap.follow(node, 'parameters_and_registers') >= 0
        ? heap.follow(node, 'function')
        : node
  if (code < 0 || heap.typeName(code) !== 'closure') return false
  return scene.scriptPath(code)?.startsWith('node:') === true
}
