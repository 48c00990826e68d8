import { EventEmitter } from 'node:events'
import { afterEach, describe, expect, test } from 'vitest'
import { anchor } from '../../src/capture/anchor.ts'
import { withLiveFacts } from '../../src/capture/live-facts.ts'
import { takeSnapshot } from '../../src/capture/snapshot.ts'
import type { HeldReference } from '../../src/check/ignore.ts'
import { ignoreTest, keptBesidesIgnored } from '../../src/check/ignore.ts'
import { findAnchored, keptBeyondThisJob } from '../../src/check/survivors.ts'
import { InvalidInputError } from '../../src/errors.ts'
import { explain } from '../../src/explain/explain.ts'
import { Heap } from '../../src/heap/heap.ts'
import { parseSnapshot } from '../../src/heapsnapshot/parse.ts'

class Session {
  readonly user = 'ada'
}

const pool: unknown[] = []
const sessions = new Map<string, Session>()
const bus = new EventEmitter()
const store: { cache?: Session; leak?: Session } = {}
const lists: Session[][] = []

afterEach(() => {
  pool.length = 0
  lists.length = 0
  sessions.clear()
  bus.removeAllListeners()
  delete store.cache
  delete store.leak
  delete (globalThis as { kept?: unknown }).kept
})

/** Asks what is left of the sessions that `body` makes, and which references the explanation of them proposes to cut. */
function measured(body: (made: () => Session) => void) {
  const objects = new WeakSet<object>()
  // in a frame of its own: a frame that runs keeps its variables
  const run = () =>
    void body(() => {
      const session = new Session()
      objects.add(session)
      return session
    })
  run()
  const mark = anchor({ objects })
  const heap = new Heap(parseSnapshot(takeSnapshot({ numericValues: true })))
  const found = keptBeyondThisJob(heap, findAnchored(heap, mark).objects)
  const projectRoot = import.meta.dirname
  return (ignore: unknown) =>
    withLiveFacts((facts) => {
      const sight = { facts, run: { projectRoot }, redact: true }
      const { kept, permitted, gaveUp, ...rest } = keptBesidesIgnored(found, ignoreTest(ignore), sight)
      const { groups } = explain(rest.heap, kept, facts, {
        tree: rest.tree,
        generations: 1,
        redact: true,
        run: { projectRoot },
      })
      const cuts = groups.map(({ cut }) => cut?.sentence.replace(/ \([^)]*\)$/, ''))
      return { kept: kept.length, permitted: permitted.length, gaveUp, cuts }
    })
}

const asArray = (made: () => Session) => void pool.push(made())

const ALL = { kept: 0, permitted: 1, gaveUp: false, cuts: [] }

describe('a reference is ignored', () => {
  test('by its words, with or without its holder, by where the trace begins, by expression, by function', () => {
    const leftBy = measured((made) => void pool.push(0, made()))
    expect(leftBy('variable `pool`')).toEqual(ALL)
    expect(leftBy('variable pool')).toEqual(ALL)
    expect(leftBy('variable `pool` of module ignore.test.ts')).toEqual(ALL)
    expect(leftBy('module ignore.test.ts')).toEqual(ALL)
    // at any index
    expect(leftBy('[7]')).toEqual(ALL)
    expect(leftBy(/variable `po{2}l` of module/)).toEqual(ALL)
    // that would remember where it stopped
    expect(leftBy(/pool/gy)).toEqual(ALL)
    expect(leftBy(({ words }: HeldReference) => words === 'variable `pool`')).toEqual(ALL)
    expect(leftBy(['.other', /nothing/, 'variable pool'])).toEqual(ALL)
  })

  test.each<[string, (made: () => Session) => void, unknown]>([
    [
      'as the entry of a Map',
      (made) => void sessions.set('ada', made()),
      'value of a string key of Map `sessions`',
    ],
    [
      'as a listener',
      (made) => {
        const session = made()
        bus.on('tick', () => session.user)
        bus.on('tick', () => session.user.length)
      },
      'listener of event "tick"',
    ],
    [
      'as a once listener',
      (made) => {
        const session = made()
        bus.once('tick', () => session.user)
      },
      /^listener of event "tick"/,
    ],
    [
      'as a property of the global object, whose values V8 keeps in cells',
      (made) => void ((globalThis as { kept?: unknown }).kept = made()),
      '.kept of globalThis',
    ],
    ['as a property', (made) => void (store.cache = made()), '.cache'],
    [
      'when another one, too, holds the survivor',
      (made) => {
        const session = made()
        store.cache = session
        store.leak = session
        pool.push(session)
      },
      ['.cache', /^\.leak of /, 'variable pool'],
    ],
  ])('%s', (_, body, ignore) => {
    expect(measured(body)(ignore)).toEqual(ALL)
  })
})

describe('a survivor stays a leak', () => {
  test('when nothing on its way is ignored', () => {
    const leftBy = measured(asArray)
    const cuts = ['[0] of Array `pool`']
    expect(leftBy('.cache')).toEqual({ kept: 1, permitted: 0, gaveUp: false, cuts })
    expect(leftBy([])).toMatchObject({ kept: 1 })
    expect(leftBy(undefined)).toMatchObject({ kept: 1 })
    // only a part of its words
    expect(leftBy(['variable poo', 'variable pool of', 'pool', 'ignore.test.ts'])).toMatchObject({ kept: 1 })
    expect(leftBy('variable pool of Map')).toMatchObject({ kept: 1 })
  })

  test('when the same holder has another property for it, which alone is to be cut then', () => {
    const leftBy = measured((made) => {
      const session = made()
      store.cache = session
      store.leak = session
    })
    const cuts = ['.leak of Object `store`']
    expect(leftBy('.cache')).toEqual({ kept: 1, permitted: 0, gaveUp: false, cuts })
    expect(leftBy('.leak').cuts).toEqual(['.cache of Object `store`'])
  })

  test('when another holder has it, which alone is to be cut then, whichever is nearer', () => {
    const leftBy = measured((made) => {
      const session = made()
      sessions.set('a', session)
      bus.on('tick', () => session.user)
    })
    expect(leftBy('variable sessions').cuts).toEqual(['listener of event "tick" of EventEmitter `bus`'])
    expect(leftBy('variable bus').cuts).toEqual(['value of a string key of Map `sessions`'])
  })

  test('and only the others of its class are permitted', () => {
    const leftBy = measured((made) => {
      pool.push(made())
      store.leak = made()
    })
    expect(leftBy('variable pool')).toMatchObject({ kept: 1, permitted: 1 })
  })
})

test('what only an ignored reference holds is no beginning of another way', () => {
  // the function's scope is one where the trace may begin
  const leftBy = measured((made) => {
    const session = made()
    pool.push({ handlers: [() => session.user] })
  })
  expect(leftBy('variable pool')).toEqual(ALL)
})

test('after too many rounds a survivor is reported, and that the search ended', () => {
  const leftBy = measured((made) => {
    const session = made()
    for (let list = 0; list < 60; list++) lists.push([session])
  })
  expect(leftBy(/^\[0\] of Array$/)).toMatchObject({ kept: 1, permitted: 0, gaveUp: true })
  expect(leftBy('variable lists')).toEqual(ALL)
})

describe('a function among the patterns', () => {
  test('is told what the trace says', () => {
    const seen: HeldReference[] = []
    measured(asArray)((reference: HeldReference) => {
      seen.push({ ...reference })
      return false
    })
    expect(seen).toContainEqual({
      words: 'variable `pool`',
      holder: 'module ignore.test.ts',
      held: 'Array',
      isFirst: true,
      place: expect.objectContaining({ file: import.meta.filename }),
    })
    const inPool = { words: '[0]', holder: 'Array `pool`', held: 'Session', isFirst: false }
    expect(seen).toContainEqual(expect.objectContaining(inPool))
  })

  test('must answer with true or false; what it throws passes through', () => {
    const leftBy = measured(asArray)
    expect(() => leftBy(async () => true)).toThrow(InvalidInputError)
    expect(() => leftBy(async () => true)).toThrow(
      /"ignore": its function .* returned Promise .* for ".* of .*", expected true or false\./,
    )
    const throwing = () => {
      throw new RangeError('mine')
    }
    expect(() => leftBy(throwing)).toThrow(new RangeError('mine'))
  })
})

describe('the option', () => {
  test.each([
    [
      7,
      /^Cannot use option "ignore": found 7, expected a text, a regular expression or a function, or an array of such\. /,
    ],
    [null, /"ignore": found null,/],
    [{}, /"ignore": found \{\},/],
    ['', /"ignore": found an empty text,/],
    ['``', /"ignore": found an empty text,/],
    [['.cache', undefined], /"ignore": found undefined,/],
    [/x*/, /"ignore": found \/x\*\/, which matches every text,/],
    [[/(?:)/], /"ignore": found \/\(\?:\)\/, which matches every text,/],
  ])('%o is refused by name', (option, message) => {
    expect(() => ignoreTest(option)).toThrow(InvalidInputError)
    expect(() => ignoreTest(option)).toThrow(message)
  })
})
