import { OBJECTS_PER_UNIT, Population } from '../heaps/population.ts'
import { Heap, parseSnapshot, takeSnapshot } from '../toleak.ts'
import type { Contestant } from './contestant.ts'
import { LIVE_OBJECTS } from './live-objects.ts'

/** The graph of this very process: what `snapshot()` does. Needs --expose-gc. */
export const contestant: Contestant = async (_files, time) => {
  const population = new Population()
  await time('make the objects', () => population.grow(Math.ceil(LIVE_OBJECTS / OBJECTS_PER_UNIT)))
  await time('collect garbage', () => globalThis.gc?.())

  const chunks = await time('take the snapshot', takeSnapshot)
  const heap = await time('parse', () => new Heap(parseSnapshot(chunks)))
  await time('retainers', () => heap.retainers)

  const live = countObjects(heap)
  if (population.units === 0 || live < LIVE_OBJECTS)
    throw new Error(`Cannot measure: ${live} objects live, expected ${LIVE_OBJECTS}. Make more of them.`)
  return { nodes: heap.nodeCount }
}

/** What a program calls an object; V8's own records, strings and numbers are none. */
function countObjects(heap: Heap): number {
  const isObject = heap.columns.nodeTypeNames.map((name) => ['object', 'closure', 'regexp'].includes(name))
  let count = 0
  for (const type of heap.columns.nodeType) if (isObject[type]) count++
  return count
}
