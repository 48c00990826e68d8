import type { Anchor } from '../capture/anchor.ts'
import { CaptureError } from '../errors.ts'
import type { Heap } from '../heap/heap.ts'
import { NO_NODE } from '../heap/node-index.ts'

/**
 * The node of an anchor in a snapshot that was taken while it lived.
 *
 * @throws CaptureError if it is not there
 */
export function findAnchor(heap: Heap, { className }: Anchor): number {
  for (const node of heap.nodesNamed(className))
    if (heap.typeName(node) === 'object' && heap.follow(node, 'control') !== NO_NODE) return node
  throw cannotTrust('0 objects of the anchor class', 'one')
}

/** The error of a snapshot that does not show what is known to be alive. */
export function cannotTrust(found: string, expected: string): CaptureError {
  return new CaptureError(
    `Cannot measure here: the heap snapshot shows ${found}, expected ${expected}. This Node version may write snapshots that toleak cannot read.`,
  )
}
