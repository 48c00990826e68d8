import type { HeapColumns } from '../columns.ts'
import { userRoots } from './user-roots.ts'

/** Stands for the owner of a node that none has reached yet. */
const UNVISITED = 0xffffffff
/** Stands for the owners of a node that has several. */
const SEVERAL = 0xfffffffe

/**
 * Shallow sizes as DevTools shows them: a node of type hidden or array (or the data of an external string) that is reached through one
 * other node only gives its bytes to that node, unless that one is synthetic. Sizes are cut to 32 bits. A snapshot without user roots (one taken
 * with internals exposed) keeps its own sizes.
 *
 * Ours are V8's: the bytes of the object itself. Retained sizes of what holds owner and owned are the same.
 *
 * A detached DOM node's external data, which DevTools renames before this, would stay by itself; V8 hangs such data on strings only.
 *
 * @returns index: node; value: bytes
 *
 * Cost: linear in nodes and edges; 12 bytes a node.
 * Source: `calculateShallowSizes` of JSHeapSnapshot in DevTools' HeapSnapshot.ts.
 */
export function computeOwnedSizes(columns: HeapColumns): Float64Array {
  const { nodeCount, nodeType, nodeTypeNames, shallowSize } = columns
  // as DevTools keeps them
  const size = Uint32Array.from(shallowSize)
  if (userRoots(columns).length > 0) {
    const synthetic = nodeTypeNames.indexOf('synthetic')
    const owner = computeOwners(columns)
    for (let node = 0; node < nodeCount; node++) {
      const to = owner[node]
      if (to === UNVISITED || to === SEVERAL || to === node) continue
      if (nodeType[to] === synthetic || to === 0) continue
      size[to] += size[node]
      size[node] = 0
    }
  }
  return Float64Array.from(size)
}

/** index: node; value: the one node that it is reached through, UNVISITED or SEVERAL; itself for what owns itself */
function computeOwners(columns: HeapColumns): Uint32Array {
  const { nodeCount, firstEdge, edgeTo, edgeType, edgeTypeNames, nodeType, nodeTypeNames } = columns
  const weak = edgeTypeNames.indexOf('weak')
  const [hidden, array, native] = ['hidden', 'array', 'native'].map((name) => nodeTypeNames.indexOf(name))
  const externalData = columns.strings.indexOf('system / ExternalStringData')
  const owner = new Uint32Array(nodeCount).fill(UNVISITED)
  // a node enters twice at most: when it gets an owner, and when it gets several
  const stack = new Uint32Array(2 * nodeCount)
  let depth = 0
  for (let node = 0; node < nodeCount; node++) {
    const type = nodeType[node]
    if (type === hidden || type === array) continue
    if (type === native && columns.nodeName[node] === externalData) continue
    owner[node] = node
    stack[depth++] = node
  }

  while (depth > 0) {
    const node = stack[--depth]
    const mine = owner[node]
    for (let edge = firstEdge[node]; edge < firstEdge[node + 1]; edge++) {
      if (edgeType[edge] === weak) continue
      const to = edgeTo[edge]
      const its = owner[to]
      if (its === to || its === mine || its === SEVERAL) continue
      owner[to] = its === UNVISITED ? mine : SEVERAL
      stack[depth++] = to
    }
  }
  return owner
}
