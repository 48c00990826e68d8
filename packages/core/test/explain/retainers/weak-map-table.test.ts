import { expect, test } from 'vitest'
import { Scene } from '../../../src/explain/scene.ts'
import { snapshotFacts } from '../../../src/explain/snapshot-facts.ts'
import { readLinks } from '../../../src/explain/trace.ts'
import { graphFromText } from '../../fixtures/graph-from-text.ts'

test('a WeakMap holds its value for a key, which it names', () => {
  const { heap, edge } = graphFromText(`
    root -> map -internal:table-> t, root -> guest, guest & t => visit
    map = object "WeakMap"; t = array ""; guest = object "Guest"; visit = object "Visit"
  `)
  const [entry] = heap.ephemerons.tableEdge
  const path = [edge('map -table-> t'), entry]
  const [link] = readLinks(new Scene(heap, snapshotFacts(heap), true), path)
  expect(link.reading).toMatchObject({ edges: 2, words: 'value of key Guest' })
})
