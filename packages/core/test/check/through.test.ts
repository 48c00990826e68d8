import { JSDOM } from 'jsdom'
import { afterEach, describe, expect, test } from 'vitest'
import { anchor } from '../../src/capture/anchor.ts'
import { takeSnapshot } from '../../src/capture/snapshot.ts'
import { findAnchored, keptBeyondThisJob } from '../../src/check/survivors.ts'
import { keptBesides, throughObjects } from '../../src/check/through.ts'
import { InvalidInputError } from '../../src/errors.ts'
import { Heap } from '../../src/heap/heap.ts'
import { parseSnapshot } from '../../src/heapsnapshot/parse.ts'
import { graphFromText } from '../fixtures/graph-from-text.ts'

const inGraph = (text: string, survivors: string, through: string) => {
  const { heap, nodes, words } = graphFromText(text)
  const { kept, permitted } = keptBesides(keptBeyondThisJob(heap, nodes(survivors)), nodes(through))
  return { kept: words(kept), permitted: words(permitted) }
}

describe('a survivor is permitted', () => {
  test('when every way to it passes through one of the nodes', () => {
    const text = 'root -> a -> pool -> x, root -> b -> cache -> x'
    expect(inGraph(text, 'x', 'pool')).toEqual({ kept: 'x', permitted: '' })
    expect(inGraph(text, 'x', 'pool cache')).toEqual({ kept: '', permitted: 'x' })
  })

  test('when the node is held by the root itself', () => {
    expect(inGraph('root -> pool -> list -> x', 'x', 'pool')).toEqual({ kept: '', permitted: 'x' })
  })

  test('one by one', () => {
    const text = 'root -> pool, pool -> x, pool -> y, root -> y'
    expect(inGraph(text, 'x y', 'pool')).toEqual({ kept: 'y', permitted: 'x' })
  })

  test('when the node is the key or the table of the entry that it is the value of', () => {
    const text = 'root -> k, root -> t, k & t => x'
    expect(inGraph(text, 'x', 'k')).toEqual({ kept: '', permitted: 'x' })
    expect(inGraph(text, 'x', 't')).toEqual({ kept: '', permitted: 'x' })
  })

  test('but not for being one of the nodes itself', () => {
    expect(inGraph('root -> x -> y', 'x y', 'x')).toEqual({ kept: 'x', permitted: 'y' })
  })

  test('and none is when there are no nodes, or when no reference is known to hold it', () => {
    expect(inGraph('root -> x', 'x', '')).toEqual({ kept: 'x', permitted: '' })
    expect(inGraph('root -> pool, y -> x', 'x', 'pool')).toEqual({ kept: 'x', permitted: '' })
  })

  test('and the heap that is left no longer has those ways', () => {
    const { heap, nodes, edge } = graphFromText('root -> a -> pool -> x')
    const besides = keptBesides(keptBeyondThisJob(heap, nodes('x')), nodes('pool'))
    expect(besides.heap.edgeStrength[edge('pool -> x')]).not.toBe(heap.edgeStrength[edge('pool -> x')])
    expect(besides.tree.alive.has(nodes('pool')[0])).toBe(true)
    expect(besides.tree.alive.has(nodes('x')[0])).toBe(false)
  })
})

describe('in a real heap', () => {
  class Session {
    readonly user = 'ada'
  }
  const holders: object[] = []
  afterEach(() => void holders.splice(0))

  /** How many of two sessions are a leak: one that `hold` keeps in the holder, one that is kept elsewhere, too. */
  const leaked = <Holder extends object>(
    make: () => Holder,
    hold: (holder: Holder, session: Session) => void,
  ) => {
    const holder = make()
    const objects = new WeakSet<object>()
    // in a frame of its own: a frame that runs keeps its variables
    const fill = () => {
      for (let number = 0; number < 2; number++) {
        const session = new Session()
        objects.add(session)
        hold(holder, session)
        if (number === 1) holders.push([session])
      }
    }
    fill()
    holders.push(holder)
    const mark = anchor({ objects, through: throughObjects([holder]) })
    const heap = new Heap(parseSnapshot(takeSnapshot()))
    const found = findAnchored(heap, mark)
    expect(found.objects).toHaveLength(2)
    expect(found.through).toHaveLength(1)
    const { kept, permitted } = keptBesides(keptBeyondThisJob(heap, found.objects), found.through)
    return { kept: kept.length, permitted: permitted.length }
  }

  test.each<[string, () => object, (holder: never, session: Session) => void]>([
    ['an array', () => [], (pool: Session[], session) => void pool.push(session)],
    [
      'a Map',
      () => new Map(),
      (cache: Map<object, Session>, session) => void cache.set({ key: true }, session),
    ],
    ['a Set', () => new Set(), (pool: Set<Session>, session) => void pool.add(session)],
    [
      'a plain object',
      () => ({}),
      (pool: Session[], session) => void (pool[Object.keys(pool).length] = session),
    ],
    [
      'a class',
      () => class Registry {},
      (registry: { all?: Session[] }, session) => void (registry.all = [...(registry.all ?? []), session]),
    ],
    [
      'a closure',
      () => {
        const seen: Session[] = []
        return (session: Session) => seen.push(session)
      },
      (remember: (session: Session) => void, session) => remember(session),
    ],
    [
      'an EventTarget',
      () => new EventTarget(),
      (target: EventTarget, session) => target.addEventListener('x', () => session.user),
    ],
    [
      'an element of a page in jsdom',
      () => new JSDOM('<p>').window.document.querySelector('p') as object,
      (element: Element, session) => element.addEventListener('click', () => session.user),
    ],
  ])('%s may hold', (_, make, hold) => {
    expect(leaked(make as () => object, hold as never)).toEqual({ kept: 1, permitted: 1 })
  })

  test('what may hold is not kept alive by being asked about', () => {
    const objects = new WeakSet<object>()
    const forget = () => {
      const pool = [new Session()]
      objects.add(pool[0])
      return throughObjects([pool])
    }
    const through = forget()
    const mark = anchor({ objects, through })
    const found = findAnchored(new Heap(parseSnapshot(takeSnapshot())), mark)
    expect(found.objects).toEqual([])
    expect(found.through).toEqual([])
  })
})

describe('the option', () => {
  test('is one object or several, functions among them', () => {
    const [pool, make, list] = [new Map(), () => {}, [] as object[]]
    expect(throughObjects(undefined)).toBeUndefined()
    expect(throughObjects(pool)?.has(pool)).toBe(true)
    expect(throughObjects(make)?.has(make)).toBe(true)
    const several = throughObjects([pool, list])
    expect([several?.has(pool), several?.has(list), several?.has(make)]).toEqual([true, true, false])
  })

  test.each([
    [
      'null',
      null,
      /^Cannot use option "through": found null, expected an object that may hold survivors, or an array/,
    ],
    ['a number', 7, /"through": found 7,/],
    ['a text', 'pool', /"through": found 'pool',/],
    ['no object', [], /"through": found an empty array, .*list the array itself: \[array\]\./],
    ['an array with undefined', [{}, undefined], /"through": found an array with undefined,/],
    ['an array with a text', [[{ deep: {} }], 'x'], /"through": found an array with 'x',/],
    ['globalThis', globalThis, /"through": found globalThis,/],
    ['an array with globalThis', [globalThis], /"through": found globalThis,/],
  ])('%s is refused by name', (_, option, message) => {
    expect(() => throughObjects(option)).toThrow(InvalidInputError)
    expect(() => throughObjects(option)).toThrow(message)
  })
})
