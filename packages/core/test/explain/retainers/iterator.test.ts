import { afterEach, expect, test } from 'vitest'
import { edgesOfLeak } from '../../fixtures/edges-of-leak.ts'

class Track {
  readonly seconds = 200
}

const playing: unknown[] = []
afterEach(() => {
  playing.length = 0
})

test.each([
  ['a Map', () => new Map([['one', new Track()]]).values(), ['iterates over, as an entry of the Map']],
  ['the keys of a Map', () => new Map([[new Track(), 1]]).keys(), ['iterates over, as an entry of the Map']],
  ['a Set', () => new Set([new Track()]).values(), ['iterates over, as an element of the Set']],
  ['an array', () => [new Track()].values(), ['iterates over', '[0]']],
])('an iterator over %s holds what it has not come to', (_, iterate, words) => {
  const leak = () => void playing.push(iterate())
  expect(edgesOfLeak(leak, Track).slice(-words.length)).toEqual(words)
})

test('an instance of a class of that name has properties as others do', () => {
  class MapIterator {
    readonly current = new Track()
  }
  expect(edgesOfLeak(() => void playing.push(new MapIterator()), Track)).toContain('.current')
})
