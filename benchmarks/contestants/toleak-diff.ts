import { diffHeaps, Heap, readSnapshotFile } from '../toleak.ts'
import type { Contestant } from './contestant.ts'

export const contestant: Contestant = async ({ first, later }, time) => {
  const earlierHeap = await time('parse', () => new Heap(readSnapshotFile(first)))
  if (later === undefined) return { nodes: earlierHeap.nodeCount }
  const laterHeap = await time('parse the later one', () => new Heap(readSnapshotFile(later)))
  await time('diff', () => diffHeaps(earlierHeap, laterHeap))
  return { nodes: earlierHeap.nodeCount }
}
