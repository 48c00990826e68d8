import { inspect } from 'node:util'
import { InvalidInputError } from '../errors.ts'
import { jsdomInside } from '../explain/page-nodes.ts'
import type { Heap } from '../heap/heap.ts'
import { NO_NODE } from '../heap/node-index.ts'
import { SpanningTree } from '../heap/spanning-tree.ts'
import type { KeptBeyondJob } from './survivors.ts'

/** What stays of the survivors when some ways of being held are fine. */
export interface KeptBesides extends KeptBeyondJob {
  /** Survivors that are held in no other way, so that they are no leak. */
  readonly permitted: readonly number[]
}

/**
 * The objects of the option `through`, held weakly: what is allowed to hold must not live longer because it is asked about.
 *
 * @param option one object that is no array, or an array of them
 * @returns undefined if there is none
 * @throws InvalidInputError naming the option for anything else
 */
export function throughObjects(option: unknown): WeakSet<object> | undefined {
  if (option === undefined) return undefined
  const objects: readonly unknown[] = Array.isArray(option) ? option : [option]
  if (objects.length === 0)
    throw wrong('an empty array', 'To allow what an array holds, list the array itself: [array].')
  for (const object of objects) {
    if (!isObject(object))
      throw Array.isArray(option)
        ? wrong(`an array with ${inspect(object, { depth: 0 })}`, 'List the objects themselves.')
        : wrong(inspect(object), 'Pass the object itself.')
    if (object === globalThis)
      throw wrong('globalThis', 'It holds nearly everything; pass the object that holds the survivors.')
  }
  return new WeakSet(objects as object[])
}

/**
 * Which of the survivors are held otherwise than through some nodes: those that stay alive when these nodes hold nothing. A survivor that
 * is one of them stays if something else holds it.
 *
 * @param kept what more than the job keeps
 * @param through the nodes whose references are fine; those that died are simply not among them
 *
 * Cost: nothing if there are none; else a walk over the heap and a copy of a byte for each edge.
 */
export function keptBesides(kept: KeptBeyondJob, through: readonly number[]): KeptBesides {
  if (through.length === 0) return { ...kept, permitted: [] }
  return keptWithout(kept, edgesOutOf(kept.heap, through))
}

/**
 * Which of the survivors stay alive without some references. What no reference keeps in the first place is not freed by taking some away.
 *
 * Cost: a walk over the heap and a copy of a byte for each edge.
 */
export function keptWithout(kept: KeptBeyondJob, edges: Iterable<number>): KeptBesides {
  const heap = kept.heap.without(edges)
  const tree = new SpanningTree(heap)
  const isPermitted = (node: number) => kept.tree.alive.has(node) && !tree.alive.has(node)
  return {
    heap,
    tree,
    kept: kept.kept.filter((node) => !isPermitted(node)),
    permitted: kept.kept.filter(isPermitted),
  }
}

function* edgesOutOf(heap: Heap, nodes: readonly number[]): Generator<number> {
  const { firstEdge } = heap.columns
  for (const node of nodes)
    // what people know as one object of a page are two in jsdom
    for (const half of [node, jsdomInside(heap, node)])
      if (half !== NO_NODE) for (let edge = firstEdge[half]; edge < firstEdge[half + 1]; edge++) yield edge
}

function isObject(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function'
}

function wrong(found: string, next: string): InvalidInputError {
  return new InvalidInputError(
    `Cannot use option "through": found ${found}, expected an object that may hold survivors, or an array of such objects. ${next}`,
  )
}
