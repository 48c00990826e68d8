import { InvalidInputError } from '../errors.ts'
import type { Heap } from './heap.ts'
import { NO_NODE } from './node-index.ts'
import { NodeSet } from './node-set.ts'

/** What two snapshots of one isolate have in common, and what not. */
export interface HeapDiff {
  /** Nodes of the later heap whose id the earlier one does not have. */
  readonly born: NodeSet
  /** Nodes of the later heap that the earlier one has, too. */
  readonly survived: NodeSet
  /** Nodes of the earlier heap whose id the later one does not have. */
  readonly dead: NodeSet
}

/**
 * Of the ids that two snapshots share, one in so many may be of another type. In one isolate at most a node or two change
 * (code that was compiled meanwhile); of two runs of one program, every 200th node differs at the least (Node 20 to 26).
 */
const ONE_IN = 1000

/**
 * Which nodes came and went between two snapshots, by V8's ids.
 *
 * @throws InvalidInputError if they are not of one isolate, or V8 numbered its objects anew in between
 */
export function diffHeaps(earlier: Heap, later: Heap): HeapDiff {
  const born = new NodeSet(later.nodeCount)
  const survived = new NodeSet(later.nodeCount)
  const found = new NodeSet(earlier.nodeCount)
  const kindOfEarlier = earlier.columns.nodeTypeNames.map(kindOf)
  const kindOfLater = later.columns.nodeTypeNames.map(kindOf)

  let changed = 0
  for (let node = 0; node < later.nodeCount; node++) {
    const twin = earlier.nodeById(later.id(node))
    if (twin === NO_NODE) {
      born.add(node)
      continue
    }
    survived.add(node)
    found.add(twin)
    const isSame = kindOfEarlier[earlier.columns.nodeType[twin]] === kindOfLater[later.columns.nodeType[node]]
    if (!isSame) changed++
  }
  if (changed * ONE_IN > survived.size) throw twoIsolates(changed, survived.size)

  const dead = new NodeSet(earlier.nodeCount)
  for (let node = 0; node < earlier.nodeCount; node++) {
    if (!found.has(node)) dead.add(node)
  }
  return { born, survived, dead }
}

/** Strings change between their three types while they live. */
function kindOf(typeName: string): string {
  return typeName.endsWith('string') ? 'string' : typeName
}

function twoIsolates(changed: number, shared: number): Error {
  return new InvalidInputError(
    `Cannot compare snapshots: ${changed} of ${shared} shared node ids are of another type, expected next to none. ` +
      'Node ids match only within one isolate; take both snapshots there.',
  )
}
