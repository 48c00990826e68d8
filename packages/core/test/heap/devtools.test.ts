import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DEVTOOLS_RULES, NO_DEVTOOLS_RULES, type DevtoolsRule } from '../../src/heap/devtools/rules.ts'
import { Heap } from '../../src/heap/heap.ts'
import { parseSnapshot } from '../../src/heapsnapshot/parse.ts'
import { readSnapshotFile } from '../../src/heapsnapshot/read-file.ts'
import { EDGE_TYPES, writeSnapshot, type EdgeDraft, type HeapDraft } from '../fixtures/snapshot-writer.ts'
import { devtoolsFigures, differences, ourFigures, type Figures } from '../oracles/devtools.ts'

const NONE = { shallowSize: 0, distance: 0, immediateDominator: 0, retainedSize: 0 }
const NO_DIFFERENCE = { counts: NONE, first: undefined }

/** What each rule may change at all. */
const CHANGES: Readonly<Record<DevtoolsRule, readonly (keyof Figures)[]>> = {
  'user roots first': ['distance'],
  shortcuts: ['distance'],
  'skipped edges': ['distance'],
  'ephemerons by text': ['distance', 'immediateDominator', 'retainedSize'],
  'native halves': ['distance', 'immediateDominator', 'retainedSize'],
  'page-owned': ['immediateDominator', 'retainedSize'],
  orphans: ['immediateDominator', 'retainedSize'],
  'owned sizes': ['shallowSize', 'retainedSize'],
}

const program = fileURLToPath(new URL('rich-heap.cjs', import.meta.url))
const binaries = process.env['TOLEAK_NODES']?.split(',').filter(Boolean) ?? [process.execPath]
/** Snapshots of other making: those that scripts/test-devtools.ts took of Chromium. */
const files = process.env['TOLEAK_SNAPSHOTS']?.split(',').filter(Boolean) ?? []

describe.each([
  ...binaries.map((binary) => ({ maker: binary, binary, given: '' })),
  ...files.map((given) => ({ maker: given, binary: '', given })),
])('a snapshot by $maker', ({ maker, binary, given }) => {
  let folder: string
  let file: string
  let theirs: Figures
  const heapBy = (semantics?: 'devtools' | ReadonlySet<DevtoolsRule>) =>
    new Heap(readSnapshotFile(file), { semantics })
  const compared = (heap: Heap, figures: Figures) => differences(heap, ourFigures(heap), figures)

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'toleak-devtools-'))
    file = given || join(folder, 'rich.heapsnapshot')
    if (binary) {
      execFileSync(binary, [program, file], {
        env: { ...process.env, NODE_OPTIONS: '' },
        stdio: ['ignore', 'ignore', 'pipe'],
      })
    }
    theirs = await devtoolsFigures([readFileSync(file)])
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  it('is large enough to say something', () => {
    const { nodeCount, ephemerons } = heapBy()
    expect(nodeCount).toBeGreaterThan(50_000)
    expect(ephemerons.count).toBeGreaterThan(20)
  })

  it('gives every node the figures of DevTools, by their semantics', () => {
    expect(compared(heapBy('devtools'), theirs)).toEqual(NO_DIFFERENCE)
  })

  it('gives exact figures with the code for theirs, once all its rules are off', () => {
    expect(compared(heapBy(NO_DEVTOOLS_RULES), ourFigures(heapBy()))).toEqual(NO_DIFFERENCE)
  })

  it('differs from DevTools by rules that each change what they are said to', () => {
    const exact = ourFigures(heapBy())
    const rows: Record<string, unknown> = {}
    for (const rule of DEVTOOLS_RULES) {
      const { counts } = compared(heapBy(new Set([rule])), exact)
      for (const [figure, count] of Object.entries(counts)) {
        if (!CHANGES[rule].includes(figure as keyof Figures))
          expect({ rule, figure, count }).toMatchObject({ count: 0 })
      }
      rows[rule] = counts
    }
    const { counts } = compared(heapBy(), theirs)
    expect(counts.distance + counts.retainedSize).toBeGreaterThan(0)
    if (process.env['TOLEAK_TABLE']) {
      console.log(`${maker}: ${heapBy().nodeCount} nodes`)
      console.table({ ...rows, 'all rules': counts })
    }
  })
})

/** Small heaps with all that DevTools looks at: types, names, orphans, circles, shortcuts, weak edges, WeakMap entries. */
function anyHeap(): fc.Arbitrary<HeapDraft> {
  return fc.integer({ min: 2, max: 9 }).chain((count) => {
    const node = fc.nat(count - 1)
    const type = fc.constantFrom('hidden', 'array', 'object', 'native', 'synthetic', 'string', 'closure')
    const name = fc.constantFrom(
      'x',
      '(map descriptors)',
      'system / NativeContext',
      '(Document DOM trees)',
      'system / ExternalStringData',
      'Node / X',
    )
    const draft = fc.record({ type, name, selfSize: fc.nat(50), detachedness: fc.constantFrom(0, 0, 0, 1) })
    const edge = fc.record({ from: node, to: node, type: fc.constantFrom(...EDGE_TYPES), label: fc.nat(9) })
    const entry = fc.record({ key: node, table: node, value: node, name: fc.constantFrom('x', 'two\nlines') })
    return fc
      .record({
        nodes: fc.array(draft, { minLength: count, maxLength: count }),
        edges: fc.array(edge, { maxLength: 3 * count }),
        entries: fc.array(entry, { maxLength: 3 }),
      })
      .map(({ nodes, edges, entries }) => ({
        nodes: nodes.map((node, ordinal) => (ordinal === 0 ? { type: 'synthetic', name: '' } : node)),
        edges: withoutRepeatsOfRoot([
          ...edges.map((draft) => ({ ...draft, label: labelOf(draft.type, draft.label) })),
          ...entries.flatMap(({ key, table, value, name }, index) => {
            const id = (node: number) => 2 * node + 1
            const text = `part of key (${name} @${id(key)}) -> value (v @${id(value)}) pair in WeakMap (table @${id(table)})`
            return [key, table].map((from, half) => ({
              from,
              to: value,
              type: 'internal',
              label: `${index + half} / ${text}`,
            }))
          }),
        ]),
      }))
  })
}

/** DevTools throws when the root refers to a user root more than once or twice. */
function withoutRepeatsOfRoot(edges: EdgeDraft[]): EdgeDraft[] {
  return edges.filter(
    ({ from, to }, index) =>
      from !== 0 || index === edges.findIndex((edge) => edge.from === 0 && edge.to === to),
  )
}

function labelOf(type: string, label: number): string | number {
  if (type === 'element' || type === 'hidden') return label
  return ['sloppy_function_map', 'native_to_javascript'][label] ?? String(label)
}

describe('any heap', () => {
  it('gives the figures of DevTools by their semantics', async () => {
    await fc.assert(
      fc.asyncProperty(anyHeap(), async (draft) => {
        const bytes = writeSnapshot(draft)
        const heap = new Heap(parseSnapshot([bytes]), { semantics: 'devtools' })
        expect(differences(heap, ourFigures(heap), await devtoolsFigures([bytes]))).toEqual(NO_DIFFERENCE)
      }),
      { numRuns: 1000 },
    )
  })
})

describe('the option semantics', () => {
  it('refuses what it does not know', () => {
    const columns = parseSnapshot([writeSnapshot({ nodes: [{}], edges: [] })])
    expect(() => new Heap(columns, { semantics: 'chrome' as 'devtools' })).toThrow(
      'Cannot make a heap: semantics "chrome", expected "exact", "devtools" or a set of rules.',
    )
  })
})
