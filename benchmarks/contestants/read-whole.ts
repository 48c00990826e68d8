import { Heap, readSnapshotFile } from '../toleak.ts'
import type { Time } from './contestant.ts'

/** A snapshot with all that follows from it, stage by stage. */
export async function readWhole(file: string, time: Time): Promise<Heap> {
  const columns = await time('parse', () => readSnapshotFile(file))
  const heap = new Heap(columns)
  await time('retainers', () => heap.retainers)
  await time('WeakMap entries, edge strength', () => heap.edgeStrength)
  await time('dominators', () => heap.dominators)
  await time('retained sizes', () => heap.retainedSize)
  await time('distances', () => heap.distance)
  return heap
}
