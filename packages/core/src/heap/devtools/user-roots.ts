import type { HeapColumns } from '../columns.ts'

/**
 * The nodes that the root refers to and that DevTools takes for the user's: all that are not synthetic, and the documents. A
 * node that the root refers to twice is there twice.
 *
 * Source: `isUserRoot` and `isDocumentDOMTreesRoot` of JSHeapSnapshot in DevTools' HeapSnapshot.ts.
 */
export function userRoots(columns: HeapColumns): number[] {
  const { firstEdge, edgeTo, nodeType, nodeTypeNames } = columns
  const synthetic = nodeTypeNames.indexOf('synthetic')
  return [...edgeTo.subarray(firstEdge[0], firstEdge[1])].filter(
    (node) => nodeType[node] !== synthetic || isDocumentTrees(columns, node),
  )
}

/** Is this the synthetic node that holds the documents of a page? */
export function isDocumentTrees({ nodeType, nodeTypeNames, nodeName, strings }: HeapColumns, node: number) {
  return (
    nodeTypeNames[nodeType[node]] === 'synthetic' && strings.get(nodeName[node]) === '(Document DOM trees)'
  )
}
