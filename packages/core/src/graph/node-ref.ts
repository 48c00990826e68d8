import { InvalidInputError } from '../errors.ts'
import { describe } from './describe.ts'

/** A node by its key, or anything that carries the key: a node of this graph, or of another one. */
export type NodeRef =
  | string
  | {
      /** As in the graph that is asked. */
      readonly key: string
    }

/** One node, or several. A graph stands for its nodes. */
export type NodeRefs = NodeRef | Iterable<NodeRef>

/**
 * The key that a reference names.
 *
 * @throws InvalidInputError if it names none
 */
export function keyOf(ref: NodeRef): string {
  const key: unknown = typeof ref === 'object' && ref !== null ? ref.key : ref
  if (typeof key === 'string') return key
  throw new InvalidInputError(
    `Cannot tell which node is meant: found ${describe(ref)}, expected a node of a graph or its key, a string. ` +
      'A live object is not a node; look up its node first.',
  )
}

/** The keys of one reference or of many, in their order. */
export function keysOf(refs: NodeRefs): string[] {
  if (typeof refs === 'object' && refs !== null && Symbol.iterator in refs) return Array.from(refs, keyOf)
  return [keyOf(refs)]
}
