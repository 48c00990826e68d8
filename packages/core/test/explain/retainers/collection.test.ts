import { describe, expect, it } from 'vitest'
import { snapshot } from '../../../src/snapshot/snapshot.ts'

class Held {
  readonly born = Date.now()
}

let kept: Map<unknown, unknown>

describe('mapEntry', () => {
  /** The words of the entry by which `kept` holds an instance; no frame must hold it, too. */
  const wordsFor = (fill: () => Map<unknown, unknown>) => {
    kept = fill()
    using graph = snapshot()
    const { groups } = graph.explain(graph.instancesOf(Held))
    expect(kept.size).toBeGreaterThan(0)
    return groups.flatMap(({ trace }) => trace.steps.map(({ edge }) => edge)).find((edge) => /key/.test(edge))
  }

  it.each([
    ['a string', 'ada', 'value of key "ada"'],
    ['a small number, which is no node', 7, 'value of a number as key'],
    ['a number with a fraction', 7.5, 'value of a number as key'],
    ['an object', new Date(0), 'value of key Date'],
  ])('names the key of a value: %s', (_, key, words) => {
    const between = () =>
      new Map<unknown, unknown>([
        ['before', 'x'],
        [key, new Held()],
        ['after', 'y'],
      ])
    expect(wordsFor(between)).toBe(words)
  })

  it('gives a key that was joined from pieces the text of them all', () => {
    const pieces = ['user', String(process.pid), 'cart'].map((piece) => `${piece} and some more`)
    // V8 joins long strings only when somebody reads them
    const joined = () => pieces[0] + ':' + pieces[1] + ':' + pieces[2]
    expect(wordsFor(() => new Map([[joined(), new Held()]]))).toBe(
      `value of key ${JSON.stringify(pieces.join(':'))}`,
    )
  })

  it('says of a key that it is one', () => {
    expect(wordsFor(() => new Map([[new Held(), 1]]))).toBe('key')
  })

  it('reads the entries of a large Map in time', () => {
    kept = new Map(Array.from({ length: 30_000 }, (_, index) => [`key ${index}`, new Held()]))
    using graph = snapshot()
    const { groups } = graph.explain(graph.instancesOf(Held))
    expect(groups.reduce((sum, { count }) => sum + count, 0)).toBeGreaterThanOrEqual(kept.size)
  }, 20_000)
})
