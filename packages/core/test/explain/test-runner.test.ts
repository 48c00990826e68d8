import { expect, test } from 'vitest'
import { runnerBooks, runnerOf } from '../../src/explain/test-runner.ts'
import { graphFromText } from '../fixtures/graph-from-text.ts'
import { sceneOf } from '../fixtures/words-of.ts'

const graph = graphFromText(`
  root -> scope -context:MOCK_RESTORE-> spies, root -> mocker -_spyState-> spied, root -> task -onFinished-> callbacks
  task -meta-> meta, task -name-> name, task -file-> file, root -> timers -_clock-> clock -timerHeap-> pending
  root -> other -meta-> plain, root -> mine -_clock-> watch -timers-> times
  spies = object "Set"; spied = object "Set"; callbacks = object "Array"; name = string "keeps nothing"
  timers = object "FakeTimers" 4:1:1; mine = object "Wall" 9:1:1
`)
const scene = sceneOf(graph, {
  scripts: { 4: '/app/node_modules/@jest/fake-timers/build/index.js', 9: '/app/src/wall.js' },
})

test('what Vitest and Jest keep is found, each by its own words', () => {
  expect(
    Object.fromEntries(runnerBooks(scene).map(({ node, label }) => [graph.words([node]), label])),
  ).toEqual({
    spies: "Vitest's mocks",
    spied: "Jest's mocks",
    callbacks: 'test "keeps nothing"',
    meta: '`task.meta` of test "keeps nothing"',
    pending: "Jest's fake timers",
  })
})

test('a name that a test file has joined is told in one piece, and none where a piece of it is not known', () => {
  const wordsFor = (types: string) => {
    const joined = graphFromText(`
      root -> task -onFinished-> callbacks, task -meta-> meta, task -name-> name, task -file-> file
      name -internal:first-> one, name -internal:second-> two, two -internal:parent-> whole
      callbacks = object "Array"; name = concatenated string "(concatenated string)"; ${types}
    `)
    return runnerBooks(sceneOf(joined)).find(({ node }) => node === joined.node('callbacks'))?.label
  }
  expect(wordsFor('one = string "keeps "; two = string "nothing"')).toBe('test "keeps nothing"')
  expect(wordsFor('one = string "keeps "; two = sliced string "(sliced string)"')).toBe('a test')
})

test('a runner is known by where its code stands', () => {
  expect(runnerOf(scene, graph.node('timers'))?.api).toBe('jest')
  expect(runnerOf(scene, graph.node('mine'))).toBeUndefined()
})
