import { SnapshotFormatError } from '../errors.ts'
import type { SnapshotHeader } from './header.ts'

export const CUT_SHORT = 'The file may be cut short.'
export const NOT_A_SNAPSHOT = 'Is it a .heapsnapshot, unchanged since V8 wrote it?'

/** The one error of this folder: what was found in the file, what was expected there, what to do next. */
export function malformed(
  found: string,
  expected: string,
  next = NOT_A_SNAPSHOT,
  cause?: unknown,
): SnapshotFormatError {
  const message = `Cannot parse snapshot: ${found}, expected ${expected}. ${next}`
  return new SnapshotFormatError(message, cause === undefined ? undefined : { cause })
}

/** For a number that should be the place of a node among the numbers of "nodes". */
export function notANode(found: string, { nodeCount, node }: SnapshotHeader): SnapshotFormatError {
  return malformed(found, `a multiple of ${node.length} (node_fields) below ${nodeCount * node.length}`)
}
