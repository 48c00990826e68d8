import { expect, test } from 'vitest'
import { findCulprit } from '../../src/explain/culprit.ts'
import { readLinks } from '../../src/explain/trace.ts'
import { snapshotFacts } from '../../src/explain/snapshot-facts.ts'
import { Scene } from '../../src/explain/scene.ts'
import { graphFromText } from '../fixtures/graph-from-text.ts'

function culpritOf(text: string, steps: string[], group: string) {
  const { heap, edge, nodes } = graphFromText(text)
  const links = readLinks(new Scene(heap, snapshotFacts(heap), true), steps.map(edge))
  const { link, freed } = findCulprit(heap, links, nodes(group), new Set())
  return { words: links[link].reading.words, freed }
}

test('is the nearest reference to the survivor that is kept on purpose', () => {
  expect(
    culpritOf('root -> cache -> entry -> s', ['root -> cache', 'cache -> entry', 'entry -> s'], 's'),
  ).toEqual({
    words: '.s',
    freed: 1,
  })
})

test('is further up when a cut nearby does not free the whole group', () => {
  const text = 'root -> cache -> entry -> s, entry -> other -> s'
  expect(culpritOf(text, ['root -> cache', 'cache -> entry', 'entry -> s'], 's')).toEqual({
    words: '.entry',
    freed: 1,
  })
})

test('says how little a cut frees when other ways remain', () => {
  const text = 'root -> cache -> s, root -> elsewhere -> s'
  expect(culpritOf(text, ['root -> cache', 'cache -> s'], 's').freed).toBe(0)
})

test("counts the engine's own store of an array as the same reference", () => {
  const text = `root -> list -[0]-> s, list -internal:elements-> store -internal:0-> s
                list = object "Array"; store = array "(object elements)"`
  expect(culpritOf(text, ['root -> list', 'list -[0]-> s'], 's')).toEqual({ words: '.list[0]', freed: 1 })
})
