import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { LeakEdge, LeakGraph, LeakNode } from '../../src/explain/leak-graph.ts'
import { ObjectGraph } from '../../src/graph/object-graph.ts'
import { generalLabel } from '../../src/render/edge-labels.ts'
import { foldEqual } from '../../src/render/fold.ts'
import type { Picture } from '../../src/render/picture.ts'
import { MAX_BOXES, pictureOf } from '../../src/render/picture.ts'
import { cache, crowd, hostile, leakGraph, trace, worker } from './leak-graphs.ts'
import { shuffled } from './shuffled.ts'

/** A picture as lines to be read: `Map -entry "…"-> Session ×12`. */
function linesOf({ boxes, arrows }: Picture): string[] {
  const named = (box: number) =>
    `${boxes[box]!.label}${boxes[box]!.count > 1 ? ` ×${boxes[box]!.count}` : ''}`
  return arrows.map(({ from, to, labels, cut, leftOut }) => {
    const words = leftOut > 0 ? `${leftOut} left out` : labels.join(', ')
    return `${named(from)} -${cut ? '!' : ''}${words}-> ${named(to)}`
  })
}

/** Small graphs in which much looks alike. */
const graphs = fc
  .record({
    labels: fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 14 }),
    arrows: fc.array(fc.tuple(fc.nat(13), fc.nat(13), fc.constantFrom('x', '[1]', '[2]', '.y'), fc.nat(9)), {
      maxLength: 30,
    }),
  })
  .map(({ labels, arrows }): LeakGraph =>
    ObjectGraph.of<LeakNode, LeakEdge>(
      labels.map((label, n) => ({
        key: `k${n}`,
        label,
        className: label,
        role: n === 0 ? 'root' : label === 'c' ? 'survivor' : 'object',
        shallowSize: 8 * n,
      })),
      arrows.map(([from, to, label, kind]) => ({
        from: `k${from % labels.length}`,
        to: `k${to % labels.length}`,
        label,
        cut: kind === 0,
        onTrace: kind < 4,
      })),
    ),
  )

describe('pictureOf', () => {
  it('shows a chain as it is', () => {
    expect(linesOf(pictureOf(worker.graph))).toEqual([
      'running test "keeps no computation" -variable `jobs`-> Queue',
      'Queue -#waiters[0]-> resolve function of the promise that async function worker awaits',
      'resolve function of the promise that async function worker awaits -resumes-> async function worker',
      'async function worker -!local variable `job`-> bound function compute',
      'bound function compute -bound this-> SomeComputation',
    ])
  })

  it('folds equal siblings, whatever their keys', () => {
    const picture = pictureOf(cache.graph)
    expect(linesOf(picture)).toContain('Map -!entry "…"-> Session ×12')
    expect(picture.boxes.filter(({ label }) => label === 'Session')).toEqual([
      expect.objectContaining({ count: 12, shallowSize: 12 * 48, role: 'survivor' }),
    ])
  })

  it('folds equal branches as a whole', () => {
    const branches = [0, 1, 2].flatMap((n) => [
      { from: 'bus', to: `listener${n}`, label: `[${n}]` },
      { from: `listener${n}`, to: `view${n}`, label: 'this' },
    ])
    const graph = leakGraph(
      [
        { key: 'bus', role: 'root' },
        ...[0, 1, 2].flatMap((n) => [
          { key: `listener${n}`, label: 'listener' },
          { key: `view${n}`, label: 'View', role: 'survivor' as const },
        ]),
      ],
      branches,
    )
    expect(linesOf(pictureOf(graph))).toEqual(['bus -[0…2]-> listener ×3', 'listener ×3 -this-> View ×3'])
  })

  it('does not fold what differs in words, holders, references or what it holds', () => {
    const graph = leakGraph(
      [
        { key: 'root', role: 'root' },
        ...['same', 'same too', 'other words', 'other holder', 'other reference', 'other child'].map(
          (key) => ({
            key,
            label: key === 'other words' ? 'Item2' : 'Item',
          }),
        ),
        { key: 'holder' },
        { key: 'child', role: 'survivor' },
      ],
      [
        { from: 'root', to: 'same', label: '[0]' },
        { from: 'root', to: 'same too', label: '[1]' },
        { from: 'root', to: 'other words', label: '[2]' },
        { from: 'root', to: 'holder', label: '.holder' },
        { from: 'holder', to: 'other holder', label: '[0]' },
        { from: 'root', to: 'other reference', label: '.last' },
        { from: 'root', to: 'other child', label: '[3]' },
        { from: 'other child', to: 'child', label: '.child' },
      ],
    )
    expect(foldEqual(graph).boxes.filter(({ count }) => count > 1)).toEqual([
      expect.objectContaining({ label: 'Item', count: 2 }),
    ])
    expect(foldEqual(graph).boxes).toHaveLength(8)
  })

  it('folds the middle of a long list, but never a cut into one box', () => {
    const list = (cutAt: number) =>
      leakGraph(
        [
          { key: 'root', role: 'root' },
          ...Array.from({ length: 100 }, (_, n) => ({ key: `n${n}`, label: 'Node' })),
          { key: 'end', role: 'survivor' },
        ],
        [
          ...trace('root -list-> n0'),
          ...Array.from({ length: 99 }, (_, n) => ({
            from: `n${n}`,
            to: `n${n + 1}`,
            label: '.next',
            onTrace: true,
            cut: n === cutAt,
          })),
          ...trace('n99 -.value-> end'),
        ],
      )
    expect(pictureOf(list(-1)).boxes.length).toBeLessThan(15)
    const cuts = pictureOf(list(50)).arrows.filter(({ cut }) => cut)
    expect(cuts).toHaveLength(1)
    expect(cuts[0]!.from).not.toBe(cuts[0]!.to)
  })

  it('joins parallel references, but not those to cut with those to keep', () => {
    const graph = leakGraph(
      [
        { key: 'a', role: 'root' },
        { key: 'b', role: 'survivor' },
      ],
      ['.x', '.y', '[0]', '[1]', '.cut'].map((label) => ({
        from: 'a',
        to: 'b',
        label,
        cut: label === '.cut',
      })),
    )
    expect(linesOf(pictureOf(graph))).toEqual(['a -!.cut-> b', 'a -.x, .y, [0…1]-> b'])
  })

  it('is the same for other keys, ids and orders', () => {
    for (const { graph } of [worker, cache, crowd, hostile])
      for (let seed = 1; seed <= 5; seed++) expect(pictureOf(shuffled(graph, seed))).toEqual(pictureOf(graph))
    fc.assert(
      fc.property(graphs, fc.nat(), (graph, seed) => {
        expect(pictureOf(shuffled(graph, seed))).toEqual(pictureOf(graph))
      }),
      { numRuns: 300 },
    )
  })
})

describe('foldEqual', () => {
  it('loses no object and no reference, and invents none', () => {
    fc.assert(
      fc.property(graphs, (graph) => {
        const { boxes, arrows } = foldEqual(graph)
        const words = (label: string) => [...graph].filter((node) => node.label === label).length
        for (const label of ['a', 'b', 'c'])
          expect(boxes.reduce((sum, box) => sum + (box.label === label ? box.count : 0), 0)).toBe(
            words(label),
          )
        const shown = arrows.flatMap(({ from, to, labels }) =>
          labels.map(
            (label) => `${boxes[from]!.label} ${generalLabel(label).replace('#…#', '#')} ${boxes[to]!.label}`,
          ),
        )
        const given = graph
          .references()
          .map(
            ([from, to], index) => `${from.label} ${generalLabel(graph.edges()[index]!.label)} ${to.label}`,
          )
        expect(new Set(shown)).toEqual(new Set(given))
        expect(arrows.some(({ cut }) => cut)).toBe(graph.edges().some(({ cut }) => cut))
      }),
      { numRuns: 300 },
    )
  })
})

describe('pictureOf a graph that is too large', () => {
  it('keeps the traces and the nearest holders, and counts the rest', () => {
    const { boxes, arrows, leftOut } = pictureOf(crowd.graph)
    expect(boxes.length).toBeLessThanOrEqual(MAX_BOXES)
    expect(boxes.reduce((sum, { count }) => sum + count, leftOut)).toBe(crowd.graph.size)
    const labels = boxes.map(({ label }) => label)
    expect(labels).toEqual(
      expect.arrayContaining([
        'module src/app.ts',
        'Application',
        'EventEmitter',
        'arrow function',
        'View',
        'Model',
        'timers',
      ]),
    )
    expect(arrows.filter(({ onTrace }) => onTrace)).toHaveLength(7)
    // 5 of the numbered objects hold the view
    expect(boxes.find(({ label }) => label === 'View')!.moreParents).toBe(0)
    expect(boxes.some(({ moreParents }) => moreParents > 0)).toBe(true)
  })

  /** 200 boxes one below the other, the way from number 70 on is cut. */
  const longTrace = (
    besides: (from: string, to: string) => readonly (LeakEdge & { from: string; to: string })[],
  ) => {
    const names = Array.from(
      { length: 200 },
      (_, n) => `Thing${String.fromCharCode(97 + (n % 26), 97 + Math.floor(n / 26))}`,
    )
    return leakGraph(
      names.map((key, n) => ({ key, role: n === 0 ? 'root' : n === 199 ? 'survivor' : 'object' })),
      names.slice(1).flatMap((to, n) => {
        const from = names[n]!
        return [{ from, to, label: '.next', onTrace: true, cut: n === 70 }, ...besides(from, to)]
      }),
    )
  }

  it('never has more boxes than allowed, not even for one long trace, and shows its ends and its cut', () => {
    const picture = pictureOf(longTrace((to, from) => [{ from, to, label: '.previous' }]))
    expect(picture.boxes).toHaveLength(MAX_BOXES)
    expect(picture.leftOut).toBe(140)
    expect(picture.boxes.map(({ role }) => role)).toEqual(expect.arrayContaining(['root', 'survivor']))
    expect(picture.arrows.filter(({ cut }) => cut)).toHaveLength(1)
    expect(picture.arrows.filter(({ leftOut }) => leftOut > 0).map(({ leftOut }) => leftOut)).toEqual([
      69, 71,
    ])
    expect(picture.arrows.filter(({ onTrace }) => onTrace)).toHaveLength(59)
  })

  it('leaves out what a long trace runs straight through, but its ends and what is beside the cut', () => {
    const picture = pictureOf(longTrace(() => []))
    expect(linesOf(picture)).toEqual([
      'Thingaa -.next-> Thingba',
      'Thingba -.next-> Thingca',
      'Thingqc -.next-> Thingrc',
      'Thingrc -.next-> Thingsc',
      'Thingsc -!.next-> Thingtc',
      'Thingtc -.next-> Thinguc',
      'Thinguc -.next-> Thingvc',
      'Thingph -.next-> Thingqh',
      'Thingqh -.next-> Thingrh',
      'Thingca -65 left out-> Thingqc',
      'Thingvc -123 left out-> Thingph',
    ])
    expect(picture.leftOut).toBe(188)
  })

  it('shows what it can of a graph without survivors', () => {
    const graph = leakGraph([{ key: 'a', role: 'root' }, { key: 'b' }], [{ from: 'a', to: 'b', label: '.b' }])
    expect(linesOf(pictureOf(graph))).toEqual(['a -.b-> b'])
    expect(pictureOf(leakGraph([], []))).toEqual({ boxes: [], arrows: [], leftOut: 0 })
  })

  it('shows few of many survivors that no trace explains', () => {
    const graph = leakGraph(
      [
        { key: 'root', role: 'root' },
        ...Array.from({ length: 500 }, (_, n) => ({
          key: `s${n}`,
          label: `S${String.fromCodePoint(0x4e00 + n)}`,
          role: 'survivor' as const,
        })),
      ],
      Array.from({ length: 500 }, (_, n) => ({ from: 'root', to: `s${n}`, label: '.x' })),
    )
    const { boxes, leftOut } = pictureOf(graph)
    expect(boxes[0]!.role).toBe('root')
    expect(boxes.length + leftOut).toBe(501)
    expect(boxes.length).toBeLessThan(20)
  })

  it('never exceeds the limit nor drops a cut', () => {
    fc.assert(
      fc.property(graphs, fc.integer({ min: 4, max: 8 }), (graph, maxBoxes) => {
        const whole = foldEqual(graph)
        const { boxes, arrows, leftOut } = pictureOf(graph, maxBoxes)
        expect(boxes.length).toBeLessThanOrEqual(maxBoxes)
        expect(boxes.reduce((sum, { count }) => sum + count, leftOut)).toBe(graph.size)
        for (const { from, to } of arrows) expect(Math.max(from, to)).toBeLessThan(boxes.length)
        if (whole.arrows.filter(({ cut }) => cut).length === 1)
          expect(arrows.filter(({ cut }) => cut)).toHaveLength(1)
      }),
      { numRuns: 300 },
    )
  })
})
