import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { computeDominators } from '../../src/heap/dominators.ts'
import { graphFromText } from '../fixtures/graph-from-text.ts'
import { slowDominators } from '../oracles/dominators.ts'
import { anyGraph, heapOf, randomGraph, type PlainGraph } from '../oracles/plain-graph.ts'

/** `a<b` for each node b whose immediate dominator is a. */
function dominatorsIn(text: string): string {
  const { heap, words } = graphFromText(text)
  const { immediateDominator } = computeDominators(heap)
  const pairs = [...immediateDominator].map((dominator, node) =>
    dominator < 0 ? `${words([node])}?` : words([dominator, node]).replace(' ', '<'),
  )
  return pairs.slice(1).sort().join(' ')
}

describe('computeDominators', () => {
  it.each([
    ['root -> a -> b -> c', 'a<b b<c root<a'],
    ['root -> a -> c, root -> b -> c -> d', 'c<d root<a root<b root<c'],
    ['root -> a -> b -> a, b -> b, root -> root', 'a<b root<a'],
    ['root -> a -x-> b, a -y-> b', 'a<b root<a'],
    ['root -> a, b -> a, b -> c', 'b? c? root<a'],
    ['root -> a ~> b, root -> c -> b', 'c<b root<a root<c'],
    // the graph of Lengauer & Tarjan 1979, figure 1
    [
      'root -> a, root -> b, root -> c, a -> d, b -> a, b -> d, b -> e, c -> f, c -> g, d -> l, e -> h, f -> i, g -> i, g -> j, ' +
        'h -> e, h -> k, i -> k, j -> i, k -> i, k -> root, l -> h',
      'c<f c<g d<l g<j root<a root<b root<c root<d root<e root<h root<i root<k',
    ],
    // not reducible: Cooper, Harvey & Kennedy 2001, figure 4
    [
      'root -> n5, root -> n4, n5 -> n1, n4 -> n2, n4 -> n3, n1 -> n2, n2 -> n1, n2 -> n3, n3 -> n2',
      'root<n1 root<n2 root<n3 root<n4 root<n5',
    ],
  ])('%s', (text, expected) => {
    expect(dominatorsIn(text)).toBe(expected)
  })

  it('lets a WeakMap value hang on its key while both are reachable', () => {
    expect(dominatorsIn('root -> k, root -> a -> t, k & t => v')).toBe('a<t k<v root<a root<k')
    expect(dominatorsIn('root -> k, t; k & t => v')).toBe('root<k t? v?')
    expect(dominatorsIn('root -> k, root -> v -> t, k & t => v')).toBe('root<k root<v v<t')
    expect(dominatorsIn('root -> t, k & t => v, v -> k')).toBe('k? root<t v?')
  })

  it('asks for no distances where the walk shows that all tables live', () => {
    const asksForDistances = (text: string) => {
      const { heap } = graphFromText(text)
      const distance = vi.spyOn(heap, 'distance', 'get')
      computeDominators(heap)
      return distance.mock.calls.length > 0
    }
    expect(asksForDistances('root -> k, root -> a -> t, k & t => v')).toBe(false)
    expect(asksForDistances('root -> k, root -> a -> t, k & t => v, x & dead => y')).toBe(false)
    expect(asksForDistances('root -> k, root -> a -> t, k & t => v, v -> t')).toBe(true)
    expect(asksForDistances('root -> k, k & t => v, v -> t')).toBe(true)
  })

  it('knows a living table below an entry from one that only its own entries hold', () => {
    expect(dominatorsIn('root -> k, root -> a -> t, k & t => v, v -> t')).toBe('k<v root<a root<k root<t')
    expect(dominatorsIn('root -> k, k & t => v, v -> t')).toBe('root<k t? v?')
    expect(dominatorsIn('root -> k, k & t => v, v -> u, k & u => w, w -> t')).toBe('root<k t? u? v? w?')
    expect(dominatorsIn('root -> k, root -> t, k & t => u, k & u => w')).toBe('k<u k<w root<k root<t')
  })

  it('lists the reachable nodes, dominators first', () => {
    fc.assert(
      fc.property(anyGraph(), (graph) => {
        const { immediateDominator, preorder } = computeDominators(heapOf(graph).heap)
        const reached = [...immediateDominator.keys()].filter((node) => immediateDominator[node] >= 0)
        expect([...preorder].sort((a, b) => a - b)).toEqual(reached)
        preorder.forEach((node, place) =>
          expect(preorder.indexOf(immediateDominator[node])).toBeLessThanOrEqual(place),
        )
      }),
    )
  })

  const check = (graph: PlainGraph) => {
    expect([...computeDominators(heapOf(graph).heap).immediateDominator]).toEqual(slowDominators(graph))
  }

  it('agrees with the oracle on any graph', () => {
    fc.assert(fc.property(anyGraph(), check), { numRuns: 500 })
  })

  it.each([1, 2, 3, 4, 5, 6])('agrees with the oracle on a larger graph, seed %i', (seed) => {
    check(randomGraph(seed, { nodes: 120, edges: 120 + 40 * seed, entries: 20 }))
  })
})
