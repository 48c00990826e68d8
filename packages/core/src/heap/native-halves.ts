import type { HeapColumns } from './columns.ts'

/** What Node calls its own objects in a snapshot: `Node / MessagePort`. */
const OF_NODE = 'Node / '

/** By what V8 names the edge from native code's half of an object to JavaScript's. */
const TO_JAVASCRIPT = 'native_to_javascript'

/**
 * The edges from Node's own halves of objects, such as that of a MessagePort, to JavaScript's halves. None of them keeps anything alive:
 * while something is open, V8's global handles hold the object, and else Node holds it weakly, which the snapshot does not say. Node 22
 * leads to all of them from its list of such objects.
 *
 * Cost: a look at each native or synthetic node.
 * Source: `MemoryTracker` in Node's memory_tracker-inl.h; `BaseObject::persistent` is weak where nothing is open.
 */
export function* nativeHalfEdges(columns: HeapColumns): Generator<number> {
  const { nodeCount, nodeType, nodeTypeNames, nodeName, firstEdge, edgeName, edgeType, edgeTypeNames } =
    columns
  const { strings } = columns
  const label = strings.indexOf(TO_JAVASCRIPT)
  if (label === -1) return
  const internal = edgeTypeNames.indexOf('internal')
  const [native, synthetic] = [nodeTypeNames.indexOf('native'), nodeTypeNames.indexOf('synthetic')]
  for (let node = 0; node < nodeCount; node++) {
    if (nodeType[node] !== native && nodeType[node] !== synthetic) continue
    for (let edge = firstEdge[node]; edge < firstEdge[node + 1]; edge++)
      if (
        edgeName[edge] === label &&
        edgeType[edge] === internal &&
        strings.get(nodeName[node]).startsWith(OF_NODE)
      )
        yield edge
  }
}
