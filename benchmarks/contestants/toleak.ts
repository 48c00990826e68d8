import { Heap, NO_EDGE, readSnapshotFile, retainingPaths } from '../toleak.ts'
import type { Contestant } from './contestant.ts'

const PATHS = 10

export const contestant: Contestant = async ({ first }, time) => {
  const columns = await time('parse', () => readSnapshotFile(first))
  const heap = new Heap(columns)
  await time('retainers', () => heap.retainers)
  await time('WeakMap entries, edge strength', () => heap.edgeStrength)
  await time('distances', () => heap.distance)
  await time('dominators', () => heap.dominators)
  const retainedSize = await time('retained sizes', () => heap.retainedSize)

  const target = findTarget(heap)
  const paths = await time('10 retaining paths', () => retainingPaths(heap, target, { count: PATHS }))
  if (paths.length !== PATHS)
    throw new Error(
      `Cannot measure paths: ${paths.length} lead to the target, expected ${PATHS}. Hold it in more ways.`,
    )
  return { nodes: heap.nodeCount, retainedByRoot: retainedSize[heap.root] }
}

/** The instance of BenchmarkTarget; its prototype has that name, too, but no mark. */
function findTarget(heap: Heap): number {
  const { nodeName, strings } = heap.columns
  const name = strings.indexOf('BenchmarkTarget')
  for (let node = 0; node < heap.nodeCount; node++) {
    if (nodeName[node] === name && heap.findEdge(node, 'mark') !== NO_EDGE) return node
  }
  throw new Error('Cannot measure paths: the heap has no BenchmarkTarget, expected one. Make it anew.')
}
