import type { SnapshotHeader } from './header.ts'
import { malformed } from './malformed.ts'

/** Columns of the sizes the header announces; a header that asks for more than there is must be wrong. */
export function allocate<T>(header: SnapshotHeader, columns: () => T): T {
  try {
    return columns()
  } catch (cause) {
    const found = `no room for ${header.nodeCount} nodes and ${header.edgeCount} edges`
    throw malformed(found, 'as many as memory allows', 'Is the header right?', cause)
  }
}
