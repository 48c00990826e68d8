import { describe, expect, it } from 'vitest'
import { headlineOf } from '../../src/render/caption.ts'
import { leakGraph } from './leak-graphs.ts'

const survivors = (...labels: string[]) =>
  leakGraph(
    labels.map((label, n) => ({ key: `s${n}`, label, role: 'survivor' })),
    [],
  )

describe('headlineOf', () => {
  it.each([
    [['Session'], '1 instance of Session is still alive'],
    [['Session', 'Session'], '2 instances of Session are still alive'],
    [['A', 'B', 'B'], '2 instances of B, 1 instance of A are still alive'],
    [['A', 'B', 'C', 'D', 'D'], '5 instances of 4 classes are still alive'],
    [[], 'Nothing is still alive'],
  ])('%j: %s', (labels, headline) => {
    expect(headlineOf(survivors(...labels))).toBe(headline)
  })

  it('counts objects, not boxes', () => {
    const graph = leakGraph([{ key: 's', label: 'Session', role: 'survivor', count: 1200 }], [])
    expect(headlineOf(graph)).toBe('1,200 instances of Session are still alive')
  })
})
