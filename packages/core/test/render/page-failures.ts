import type { LeakGroup } from '../../src/explain/leak-trace.ts'
import type { PageFailure } from '../../src/render/report-page.ts'
import { renderSvg } from '../../src/render/svg.ts'
import { hostile, worker } from './leak-graphs.ts'

const place = { file: 'src/leaking-worker.ts', line: 6, column: 23 }

const group: LeakGroup = {
  className: 'SomeComputation',
  count: 1,
  retainedSize: 152,
  otherTraces: [],
  fingerprint: 'abc',
  trace: {
    root: {
      label: 'running test "keeps no computation"',
      place: { ...place, file: 'test/leaking-worker.test.ts' },
    },
    steps: [
      { node: 1, nodeId: 11, edge: 'variable `jobs`', label: 'Queue', status: 'expected', collapsed: 0 },
      {
        node: 2,
        nodeId: 12,
        edge: '.waiters[0]',
        label: 'resolve function of the promise that async function worker awaits',
        origin: 'body',
        status: 'expected',
        collapsed: 0,
      },
      {
        node: 3,
        nodeId: 13,
        edge: 'resumes',
        label: 'async function worker',
        place,
        suspendedAt: { ...place, line: 8 },
        status: 'expected',
        collapsed: 0,
      },
      {
        node: 4,
        nodeId: 14,
        edge: 'local variable `job`',
        label: 'bound function compute',
        origin: 'body',
        status: 'suspect',
        collapsed: 0,
      },
      {
        node: 5,
        nodeId: 174021,
        edge: 'bound this',
        label: 'SomeComputation',
        preview: '{ value: 17 }',
        origin: 'body',
        status: 'leaking',
        collapsed: 0,
      },
    ],
  },
  cut: {
    step: 3,
    sentence: 'local variable `job` of async function worker (nothing else keeps it alive)',
    references: 1,
  },
  advice: [
    'worker is suspended here and keeps the last value of `job` until it goes on or assigns it again.',
  ],
}

/** The failure of the worker example, with its picture. */
export async function workerFailure(): Promise<PageFailure> {
  return {
    testFile: 'test/leaking-worker.test.ts',
    testName: 'keeps no computation',
    assertion: 'expect(fn).not.toLeak(SomeComputation)',
    headline: '1 instance of SomeComputation is still alive after fn() settled (before: 0).',
    cut: group.cut?.sentence,
    place: { ...place, line: 8, column: 17 },
    groups: [group],
    notes: ['1 further instance is accepted in toleak.accepted.json.'],
    svg: await renderSvg(worker.graph, worker.caption),
    files: [{ what: 'picture', href: 'test/leaking-worker.test.ts/keeps-no-computation-1.svg' }],
  }
}

/** As many of them, in test files of five tests each; every one has words that no other has. */
export async function manyFailures(count: number): Promise<PageFailure[]> {
  const failure = await workerFailure()
  return Array.from({ length: count }, (_, index) => ({
    ...failure,
    testFile: `test/file-${Math.floor(index / 5)}.test.ts`,
    testName: `keeps no computation number-${index}.`,
    project: index % 2 ? 'jsdom' : 'node',
    retry: index % 5 === 4 ? 1 : undefined,
  }))
}

/** Every text of it would do something to a page that took it for HTML, script or style. */
export async function hostileFailure(): Promise<PageFailure> {
  const text = `</script><script>window.hit=1</script><img src=x onerror="window.hit=1"><!--<script>"'\`\${window.hit=1}</style>]]>\u202e`
  const steps = group.trace.steps.map((step) => ({ ...step, edge: text, label: text, preview: text }))
  const svg = await renderSvg(hostile.graph, { testName: text, testFile: text, headline: text })
  return {
    testFile: text,
    testName: text,
    project: text,
    assertion: text,
    headline: text,
    cut: text,
    place: { ...place, file: text },
    groups: [{ ...group, className: text, trace: { root: { label: text }, steps }, advice: [text] }],
    notes: [text],
    // what no picture of ours holds, from a report that somebody else made
    svg: svg.replace(
      '</svg>',
      `<script>window.hit=1</script><foreignObject><p>hit</p></foreignObject><g onclick="window.hit=1"/></svg>`,
    ),
    files: [{ what: text, href: `javascript:window.hit=1//${text}` }],
  }
}
