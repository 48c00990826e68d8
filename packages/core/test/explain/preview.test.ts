import { beforeAll, describe, expect, test } from 'vitest'
import { takeSnapshot } from '../../src/capture/snapshot.ts'
import { previewOf } from '../../src/explain/preview.ts'
import { Scene } from '../../src/explain/scene.ts'
import { snapshotFacts } from '../../src/explain/snapshot-facts.ts'
import { Heap } from '../../src/heap/heap.ts'
import { parseSnapshot } from '../../src/heapsnapshot/parse.ts'

let ran = 0
const LONG_NAME = 'n'.repeat(4000)

/** What is previewed, each held by the property of its name. */
class PreviewShelf {
  job = new (class Job {
    readonly #tries = 3
    done = false
    ratio = 0.5
    tries = () => this.#tries
  })()
  nothing = { next: null, last: undefined }
  classes = { at: new Date(0), byId: new Map([['a', {}]]) }
  lists = { all: [{}, {}], more: {} }
  starter = { run: function start() {} }
  mixed = { a: {}, b: {}, c: {}, d: 1, e: true }
  link = { url: 'https://example.org/a/b/c' }
  joined = { text: `${'a'.repeat(20)}${process.pid}` }
  pieces = {
    text: Array.from(String(process.pid).padStart(20, 'a')).reduce(
      (text, letter) => text + letter,
      'b'.repeat(13),
    ),
  }
  quoted = { text: '"' }
  secrets = { user: 'hunter2', 'a@b.c': 1, tries: 2 }
  trapped = {
    id: 5,
    get url() {
      return ++ran
    },
    toString: () => String(++ran),
  }
  longNames = { [LONG_NAME]: 1, [`m${LONG_NAME}`]: 2 }
  wide = Object.fromEntries(Array.from({ length: 5000 }, (_, n) => [`key${n}`, n + 0.5]))
  empty = {}
  date = new Date(0)
  callback = () => 1
  symbols = { [Symbol('secret')]: 1 }
  small = { small: 1, flag: true }
  oneEntry = new Map([['a', 1]])
  numbered = new Map(Array.from({ length: 1200 }, (_, n) => [n, {}]))
  words = new Set(['a', 'b'])
  list = [{}, 'two', 3]
  noList = []
  shrunk = new Map(['a', 'b', 'c', 'd'].map((key) => [key, {}]))
  numbers = [1, 2, 3]
  numberSet = new Set([1, 2, 3])
  gap = new Map<unknown, unknown>([
    [1, 1],
    ['a', 1],
  ])
}

const shelf = new PreviewShelf()
shelf.shrunk.delete('b')
let scenes: { plain: Scene; redacted: Scene; withoutNumbers: Scene }

beforeAll(() => {
  const sceneOf = (numericValues: boolean, redact: boolean) => {
    const heap = new Heap(parseSnapshot(takeSnapshot({ numericValues })))
    return new Scene(heap, snapshotFacts(heap), redact)
  }
  const plain = sceneOf(true, false)
  const redacted = new Scene(plain.heap, plain.facts, true)
  scenes = { plain, redacted, withoutNumbers: sceneOf(false, false) }
})

/** The preview that a real snapshot gives of what stands on the shelf. */
function preview(
  exhibit: keyof PreviewShelf,
  scene: 'plain' | 'redacted' | 'withoutNumbers' = 'plain',
): string | undefined {
  const { heap } = scenes[scene]
  expect(shelf).toHaveProperty(exhibit)
  for (let node = 0; node < heap.nodeCount; node++)
    if (heap.name(node) === 'PreviewShelf' && heap.findEdge(node, exhibit, 'property') >= 0)
      return previewOf(scenes[scene], heap.follow(node, exhibit), 'Object')
  throw new Error('the snapshot has no shelf')
}

describe('an object', () => {
  test('by its numbers and booleans, private ones too', () => {
    expect(preview('job')).toBe('{ #tries: 3, done: false, ratio: 0.5, … }')
  })

  test('by null and undefined, and by the classes and sizes of what it holds', () => {
    expect(preview('nothing')).toBe('{ next: null, last: undefined }')
    expect(preview('classes')).toBe('{ at: Date, byId: Map(1) }')
    expect(preview('lists')).toBe('{ all: Array(2), more: {…} }')
    expect(preview('starter')).toBe('{ run: function start }')
  })

  test('plain values first, in the order of the object', () => {
    expect(preview('mixed')).toBe('{ a: {…}, d: 1, e: true, … }')
  })

  test('by its strings, of which the beginning is enough', () => {
    expect(preview('link')).toBe('{ url: "https://example…" }')
    expect(preview('joined')).toBe('{ text: "aaaaaaaaaaaaaaa…" }')
    expect(preview('pieces')).toBe('{ text: "bbbbbbbbbbbbbaa…" }')
    expect(preview('quoted')).toBe('{ text: "\\"" }')
  })

  test('without its strings, and without what may be a text for a name, when they are to be left out', () => {
    expect(preview('secrets', 'redacted')).toBe('{ user: "…", tries: 2 }')
    expect(preview('secrets')).toBe('{ user: "hunter2", "a@b.c": 1, … }')
  })

  test('without running anything of its own', () => {
    expect(preview('trapped')).toMatch(/^\{ (id: 5|toString: function toString), .*…? \}$/)
    expect(preview('trapped')).not.toContain('url')
    expect(ran).toBe(0)
  })

  test('of a bounded length, whatever it has', () => {
    expect(preview('longNames')!.length).toBeLessThan(60)
    expect(preview('wide')!.length).toBeLessThan(60)
  })

  test.each(['empty', 'date', 'callback', 'symbols'] as const)(
    'not at all, when there is nothing to tell: %s',
    (exhibit) => {
      expect(preview(exhibit)).toBeUndefined()
    },
  )

  test('without the small numbers of a snapshot that leaves them out', () => {
    expect(preview('small', 'withoutNumbers')).toBe('{ flag: true }')
  })
})

describe('a collection', () => {
  test.each([
    ['oneEntry', '1 entry'],
    ['numbered', '1,200 entries'],
    ['words', '2 elements'],
    ['list', '3 elements'],
    ['noList', '0 elements'],
  ] as const)('by its size: %s, %s', (exhibit, words) => {
    expect(preview(exhibit)).toBe(words)
  })

  test('without what was deleted, if the snapshot shows its place', () => {
    // from Node 26 on it does not
    expect(['3 entries', undefined]).toContain(preview('shrunk'))
  })

  test.each(['numbers', 'numberSet', 'gap'] as const)(
    'not by a size that the snapshot does not tell: %s',
    (exhibit) => {
      expect(preview(exhibit)).toBeUndefined()
    },
  )
})
