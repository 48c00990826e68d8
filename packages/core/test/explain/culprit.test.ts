import { expect, test } from 'vitest'
import { birthsOf, UNKNOWN_BIRTHS } from '../../src/explain/births.ts'
import { findCulprit } from '../../src/explain/culprit.ts'
import { edgeCostIn } from '../../src/explain/edge-cost.ts'
import { Scene } from '../../src/explain/scene.ts'
import { snapshotFacts } from '../../src/explain/snapshot-facts.ts'
import { readLinks } from '../../src/explain/trace.ts'
import { TraceWays } from '../../src/explain/trace-ways.ts'
import { SpanningTree } from '../../src/heap/spanning-tree.ts'
import { reachable } from '../../src/heap/traversal.ts'
import { graphFromText } from '../fixtures/graph-from-text.ts'

/** Births are known if `born` is given; `further` are the ways to the other members of the group; all functions with a place are of `script`. */
function culpritOf(
  text: string,
  steps: string[],
  group: string,
  born?: string,
  further: string[][] = [],
  script = 'app.js',
) {
  const { heap, edge, nodes } = graphFromText(text)
  const scene = new Scene(
    heap,
    { ...snapshotFacts(heap), script: () => ({ url: script, sourceMapUrl: '' }) },
    true,
  )
  const beginnings = new Map([[heap.root, { cost: 0, describe: () => ({ label: 'root' }) }]])
  const linksByMember = [steps, ...further].map((way) => readLinks(scene, way.map(edge)))
  const [links] = linksByMember
  const { link, freed, others, alike } = findCulprit(
    {
      scene,
      heap,
      edgeCost: edgeCostIn(heap),
      beginnings,
      births:
        born === undefined
          ? UNKNOWN_BIRTHS
          : birthsOf(heap, { born: nodes(`${born} ${group}`), roots: nodes('base') }),
      tree: new SpanningTree(heap),
      ways: new TraceWays(heap, { edgeCost: edgeCostIn(heap), beginnings, alive: reachable(heap) }),
      verify: true,
    },
    linksByMember,
    nodes(group),
  )
  return {
    words: links[link].reading.words,
    freed,
    alike,
    others: others.map((other) => other.links[other.link].reading.words),
  }
}

const ALONE = { others: [], alike: 0 }

test('without births it is the nearest reference to the survivor that is kept on purpose', () => {
  expect(
    culpritOf('root -> cache -> entry -> s', ['root -> cache', 'cache -> entry', 'entry -> s'], 's'),
  ).toEqual({ words: '.s', freed: 1, ...ALONE })
})

test('or one further up when a cut nearby does not free the whole group', () => {
  const text = 'root -> cache -> entry -> s, entry -> other -> s'
  expect(culpritOf(text, ['root -> cache', 'cache -> entry', 'entry -> s'], 's')).toMatchObject({
    words: '.entry',
    freed: 1,
  })
})

test('with births it leads from what was there before to what was born', () => {
  const text = 'root -> cache -> entry -> s, cache -__proto__-> base'
  const steps = ['root -> cache', 'cache -> entry', 'entry -> s']
  expect(culpritOf(text, steps, 's', 'entry')).toEqual({ words: '.entry', freed: 1, ...ALONE })
})

test('names every way when there is more than one', () => {
  const text = 'root -> cache -> s, root -> log -> s, cache -__proto__-> base, log -__proto__-> base'
  expect(culpritOf(text, ['root -> cache', 'cache -> s'], 's', '')).toEqual({
    words: '.s',
    freed: 1,
    others: ['.s'],
    alike: 0,
  })
})

test('counts the references that read alike', () => {
  const text = `root -> list -[0]-> a, list -[1]-> b, list -[2]-> c, list -__proto__-> base
                list = object "List"`
  expect(culpritOf(text, ['root -> list', 'list -[0]-> a'], 'a b c', '')).toEqual({
    words: '[0]',
    freed: 3,
    others: [],
    alike: 2,
  })
})

test('where births leave a choice it is the reference to what was born, of each survivor, and not one to all', () => {
  const text = `root -> settings -> bus -[0]-> f -> a, bus -[1]-> g -> b, settings -__proto__-> base
                bus = object "Bus"`
  const ways = ['[0]-> f', '[1]-> g'].map((last, index) => [
    'root -> settings',
    'settings -> bus',
    `bus -${last}`,
    ['f -> a', 'g -> b'][index],
  ])
  expect(culpritOf(text, ways[0], 'a b', 'f g', [ways[1]])).toEqual({
    words: '[0]',
    freed: 2,
    others: [],
    alike: 1,
  })
  // no more is known than of a file: one reference further up says more
  expect(culpritOf(text, ways[0], 'a b', undefined, [ways[1]])).toMatchObject({ words: '.bus', freed: 2 })
})

test("counts the engine's own store of an array as the same reference", () => {
  const text = `root -> list -[0]-> s, list -internal:elements-> store -internal:0-> s
                list = object "Array"; store = array "(object elements)"`
  expect(culpritOf(text, ['root -> list', 'list -[0]-> s'], 's')).toMatchObject({
    words: '.list[0]',
    freed: 1,
  })
})

test('a listener that its wrapper refers to twice is cut with the wrapper, where births leave a choice', () => {
  const text = `root -> bus -_events-> events -tick-> wrapper -listener-> f -> s, f -__proto__-> base
                wrapper -internal:bound_this-> state -listener-> f; wrapper = closure "" 7:1:1`
  const steps = [
    'root -> bus',
    'bus -_events-> events',
    'events -tick-> wrapper',
    'wrapper -listener-> f',
    'f -> s',
  ]
  expect(culpritOf(text, steps, 's', 'f', [], 'node:events')).toEqual({
    words: 'listener of event "tick"',
    freed: 1,
    ...ALONE,
  })
})

test('what the body made may stand within a reference, as an array does', () => {
  const text = `root -> bus -> queue -waiting-> list -[0]-> box -> s, bus -__proto__-> base
                list = object "Array"`
  const steps = ['root -> bus', 'bus -> queue', 'queue -waiting-> list', 'list -[0]-> box', 'box -> s']
  expect(culpritOf(text, steps, 's', 'list')).toEqual({ words: '.waiting[0]', freed: 1, ...ALONE })
})

/** A button of jsdom that stands in no document, with a listener that the body made. */
const DETACHED = `
  root -> module -> button -#impl-> inside -_eventListeners-> events -click-> list -[0]-> entry -callback-> f -> s
  module -__proto__-> base, inside -_ownerDocument-> doc -_ownerDocument-> doc, inside -_localName-> tag
  inside -_links-> links -parent-> null; null = hidden "null"; tag = string "button"; list = object "Array"
  button = object "HTMLButtonElement"; inside = object "HTMLButtonElementImpl"; doc = object "DocumentImpl"
`
const TO_LISTENER = [
  'root -> module',
  'module -> button',
  'button -#impl-> inside',
  'inside -_eventListeners-> events',
  'events -click-> list',
  'list -[0]-> entry',
  'entry -callback-> f',
  'f -> s',
]

test('where births leave a choice, what was taken out of a page is cut where it is held', () => {
  expect(culpritOf(DETACHED, TO_LISTENER, 's', 'f')).toEqual({ words: '.button', freed: 1, ...ALONE })
  const attached = DETACHED.replace('links -parent-> null', 'links -parent-> doc')
  expect(culpritOf(attached, TO_LISTENER, 's', 'f')).toMatchObject({ words: 'listener of event "click"' })
})

test('what an observer of Node was made with is no choice: it is the observer that is held', () => {
  const text = `root -> observers -[0]-> observer -#callback-> watch -> s
                observers = object "Array"; observer = object "PerformanceObserver"; watch = object "Watch"`
  const way = ['root -> observers', 'observers -[0]-> observer', 'observer -#callback-> watch', 'watch -> s']
  expect(culpritOf(text, way.slice(0, 3), 'watch')).toMatchObject({ words: '.observers[0]', freed: 1 })
})

test('nor is the store of a resource that was bound', () => {
  const text = `root -> callbacks -[0]-> resource -frame-> frame -internal:table-> table -hidden:3-> s
                callbacks = object "Array"; resource = object "AsyncResource"; frame = object "AsyncContextFrame"
                table = array "table"`
  const way = [
    'root -> callbacks',
    'callbacks -[0]-> resource',
    'resource -frame-> frame',
    'frame -internal:table-> table',
    'table -hidden:3-> s',
  ]
  expect(culpritOf(text, way, 's')).toMatchObject({ words: '.callbacks[0]', freed: 1 })
})

test('a class or a variable may have the name of a method of all objects', () => {
  const text = `root -> scope -context:toString-> list -[0]-> s
                scope = object "system / Context"; list = object "toString"`
  const way = ['root -> scope', 'scope -context:toString-> list', 'list -[0]-> s']
  expect(culpritOf(text, way, 's')).toMatchObject({ words: '[0]', freed: 1 })
})
