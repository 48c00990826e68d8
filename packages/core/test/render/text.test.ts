import { stripVTControlCharacters } from 'node:util'
import { expect, test } from 'vitest'
import type { LeakGroup, Place } from '../../src/explain/leak-trace.ts'
import { renderGroups } from '../../src/render/text.ts'

const placeWords = ({ file, line, column }: Place) => `${file}:${line}:${column}`

const group: LeakGroup = {
  className: 'Session',
  count: 1,
  fingerprint: 'abc',
  trace: {
    root: { label: 'module src/a.ts' },
    steps: [
      {
        node: 1,
        nodeId: 11,
        edge: 'variable `sessions`',
        edgePlace: { file: 'src/a.ts', line: 3, column: 7 },
        label: 'Map',
        status: 'expected',
        collapsed: 0,
      },
      {
        node: 2,
        nodeId: 12,
        edge: 'value of a string key',
        label: 'Session',
        status: 'suspect',
        collapsed: 1,
      },
    ],
  },
  cut: {
    step: 1,
    sentence: 'value of a string key of Map `sessions` (nothing else keeps it alive)',
    references: 1,
  },
  otherTraces: [],
  advice: ['Delete the entry.'],
}

test('reads from the root down to the survivor, the suspect underlined', () => {
  expect(renderGroups([group], { placeWords })).toBe(
    `  GC root: module src/a.ts
  │ variable \`sessions\`                              src/a.ts:3:7
  ├─ Map
  │    value of a string key
  │    ~~~~~~~~~~~~~~~~~~~~~
  ╰▶ Session  @12

Cut here: value of a string key of Map \`sessions\` (nothing else keeps it alive).
Delete the entry.`,
  )
})

test('tells the survivor from others of its class, what the body made, and what it keeps', () => {
  const [map, session] = group.trace.steps
  const steps = [
    { ...map!, preview: '1 entry', origin: 'before' as const },
    { ...session!, preview: '{ id: 17, name: "…" }', origin: 'body' as const },
  ]
  expect(
    renderGroups([{ ...group, retainedSize: 1234, trace: { ...group.trace, steps } }], { placeWords }),
  ).toContain(
    `  ├─ Map
  │    value of a string key
  │    ~~~~~~~~~~~~~~~~~~~~~
  ╰▶ Session  @12  { id: 17, name: "…" }             born in fn(), retains 1.2 kB
`,
  )
})

test('words that are too long for the column stay apart from what follows', () => {
  const label = 'resolve function of the promise that async function save awaits'
  const steps = group.trace.steps.map((step) => ({ ...step, label, origin: 'body' as const }))
  const lines = renderGroups([{ ...group, trace: { ...group.trace, steps } }], { placeWords }).split('\n')
  expect(lines).toContain(`  ├─ ${label}  born in fn()`)
  expect(lines).toContain(`  ╰▶ ${label}  @12  born in fn()`)
})

test('colours change no letter', () => {
  const colored = renderGroups([group], { placeWords, color: true })
  expect(colored).not.toBe(renderGroups([group], { placeWords }))
  expect(stripVTControlCharacters(colored)).toBe(renderGroups([group], { placeWords }))
})

test('several groups are counted, the many are cut short and said to be', () => {
  const text = renderGroups(
    Array.from({ length: 7 }, (_, index) => ({ ...group, count: index + 1 })),
    { placeWords },
  )
  expect(text).toContain('3 instances of Session, 1 way:')
  expect(text).toMatch(/… and 2 more ways \(all are in the JSON file\)\.$/)
})

test('nothing of a name reaches the terminal raw, and none is endless', () => {
  const hostile = '\u001b[31mred\u009b0m\n  ╰▶ Fake\u202e'
  const long = 'L'.repeat(4000)
  const { trace, cut } = group
  const text = renderGroups(
    [
      {
        ...group,
        className: hostile,
        count: 2,
        trace: {
          root: { label: hostile, place: { file: hostile, line: 1, column: 1 } },
          steps: trace.steps.map((step) => ({ ...step, label: hostile, edge: `.${hostile}${long}` })),
        },
        cut: { ...cut!, sentence: hostile + long },
        advice: [hostile],
      },
    ],
    { placeWords },
  )
  expect(text).not.toMatch(/[\u001b\u009b\u202e]|^ {2}╰▶ Fake/mu)
  expect(text).toContain('GC root: \\u001b[31mred\\u009b0m\\n  ╰▶ Fake\\u202e')
  expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThan(450)
})

test('says below the advice where the survivors were created, calls of others folded', () => {
  const place = { file: 'src/a.ts', line: 9, column: 1 }
  const allocation = [
    {
      count: 1,
      frames: [
        { label: 'new Session', place, calls: 1 },
        { label: 'runner', calls: 3 },
        { label: 'fn', place, calls: 1 },
      ],
    },
  ]
  expect(renderGroups([{ ...group, allocation }], { placeWords })).toMatch(
    /Delete the entry\.\n\nCreated in:\n {2}new Session +src\/a\.ts:9:1\n {2}… 3 calls in runner\n {2}fn +src\/a\.ts:9:1$/,
  )
})

test('counts the stacks and the lines that are too many', () => {
  const frames = Array.from({ length: 11 }, (_, index) => ({
    label: `f${index}`,
    place: { file: 'a.ts', line: index + 1, column: 1 },
    calls: 1,
  }))
  const allocation = [4, 3, 2].map((count) => ({ count, frames }))
  const text = renderGroups([{ ...group, allocation }], { placeWords })
  expect(text).toContain('Created in (4 of them):')
  expect(text).toContain('Created in (3 of them):')
  expect(text).not.toContain('(2 of them)')
  expect(text).toContain('f7')
  expect(text).not.toContain('f8')
  expect(text).toContain('… 3 more (all are in the JSON file)')
  expect(text).toMatch(/… and in 1 more way \(all are in the JSON file\)\.$/)
})

test('a note stands below the reference that it is about', () => {
  const { steps, root } = group.trace
  const [first, last] = steps
  const noted = {
    ...group,
    trace: { root, steps: [first, { ...last, note: 'captured because\nof another' }] },
  }
  expect(renderGroups([noted], { placeWords })).toContain(`
  │    value of a string key
  │    ~~~~~~~~~~~~~~~~~~~~~
  │    (captured because\\nof another)
  ╰▶ Session  @12`)
})
