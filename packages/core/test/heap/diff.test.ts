import { describe, expect, it } from 'vitest'
import { InvalidInputError } from '../../src/errors.ts'
import { diffHeaps } from '../../src/heap/diff.ts'
import { graphFromText } from '../fixtures/graph-from-text.ts'

describe('diffHeaps', () => {
  it('tells by id who came, stayed and went', () => {
    const earlier = graphFromText('root -> a -> b, root -> c; a = @101; b = @103; c = string "x" @105')
    const later = graphFromText(
      'root -> n -> c, root -> b; n = @107; b = @103; c = concatenated string "y" @105',
    )
    const { born, survived, dead } = diffHeaps(earlier.heap, later.heap)
    expect(later.words(born)).toBe('n')
    expect(later.words(survived)).toBe('root c b')
    expect(earlier.words(dead)).toBe('a')
  })

  it('refuses snapshots of two isolates', () => {
    const one = graphFromText('root -> a -> b')
    const other = graphFromText('root -> a -> b; b = closure')
    expect(() => diffHeaps(one.heap, other.heap)).toThrow(InvalidInputError)
    expect(() => diffHeaps(one.heap, other.heap)).toThrow(
      'Cannot compare snapshots: 1 of 3 shared node ids are of another type, expected next to none.',
    )
  })
})
