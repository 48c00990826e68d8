import type { Heap } from '../toleak.ts'
import { NO_EDGE, retainingPaths } from '../toleak.ts'
import type { Contestant } from './contestant.ts'
import { readWhole } from './read-whole.ts'

const PATHS = 10

export const contestant: Contestant = async ({ first }, time) => {
  const heap = await readWhole(first, time)
  const target = findTarget(heap)
  const paths = await time('10 retaining paths', () => retainingPaths(heap, target, { count: PATHS }))
  if (paths.length !== PATHS)
    throw new Error(
      `Cannot measure paths: ${paths.length} lead to the target, expected ${PATHS}. Hold it in more ways.`,
    )
  return { nodes: heap.nodeCount, retainedByRoot: heap.retainedSize[heap.root] }
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
