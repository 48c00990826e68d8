import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import { InvalidInputError } from '../../src/errors.ts'
import { HeapGraph } from '../../src/snapshot/heap-graph.ts'
import { graphFromText } from '../fixtures/graph-from-text.ts'

const graphOf = (text: string) => new HeapGraph(graphFromText(text).heap)

describe('SnapshotDiff', () => {
  const before = graphOf(
    'root -> a, root -> b, root -> c; a = "Foo" @11 10B 1:2:3; b = "Bar" @13 20B; c = "Foo" @15 30B',
  )
  const after = graphOf(
    'root -> b, root -> d, root -> e, root -> f; b = "Bar" @13 20B; d = "Foo" @17 40B 1:2:3; e = closure "go" @19 5B; f = "Foo" @21 1B 9:9:9',
  )
  const diff = before.diff(after)

  it('has what was born, what died and what survived, by identity', () => {
    expect(Array.from(diff.born, ({ id }) => id)).toEqual([17, 19, 21])
    expect(Array.from(diff.dead, ({ id }) => id)).toEqual([11, 15])
    expect(Array.from(diff.survived, ({ id }) => id)).toEqual([1, 13])
    expect(diff.born.filter(({ className }) => className === 'Function').map(({ name }) => name)).toEqual([
      'go',
    ])
    expect(diff.born.has(after.nodeById(17)!)).toBe(true)
    expect(diff.born.has(after.nodeById(13)!)).toBe(false)
  })

  it('tells how each class changed, what grew most first', () => {
    expect(diff.byClass()).toEqual([
      {
        className: 'Foo',
        location: { scriptId: 1, line: 2, column: 3 },
        born: 1,
        bornSize: 40,
        dead: 1,
        deadSize: 10,
        survived: 0,
      },
      { className: 'Function', born: 1, bornSize: 5, dead: 0, deadSize: 0, survived: 0 },
      {
        className: 'Foo',
        location: { scriptId: 9, line: 9, column: 9 },
        born: 1,
        bornSize: 1,
        dead: 0,
        deadSize: 0,
        survived: 0,
      },
      { className: 'Foo', born: 0, bornSize: 0, dead: 1, deadSize: 30, survived: 0 },
    ])
  })

  it('is one line for the console', () => {
    expect(inspect(diff)).toBe('SnapshotDiff { 3 born, 2 dead, 2 survived }')
    expect(inspect(diff.born)).toBe('HeapNodes { 3 nodes }')
  })

  it('refuses snapshots of different isolates', () => {
    const other = graphOf('root -> x, root -> y; x = closure "f" @11; y = regexp "r" @13')
    expect(() => before.diff(other)).toThrow(InvalidInputError)
  })
})
