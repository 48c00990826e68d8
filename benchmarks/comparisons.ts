import type { Report } from './measure.ts'

/** Contestants' processes, in the order in which they take turns; files of contestants/. */
export const CONTESTANTS = [
  'toleak',
  'toleak-again',
  'toleak-diff',
  'heap-snapshot-toolkit',
  'heap-snapshot-toolkit-again',
  'memlab',
  'json-parse',
] as const

/** One line of a comparison: the work of a process up to one of its stages. */
export interface Entry {
  readonly name: string
  readonly contestant: (typeof CONTESTANTS)[number]
  /** The last stage that belongs to it; those before it do, too. */
  readonly upTo: string
}

/** What is set side by side. */
export interface Comparison {
  readonly title: string
  /** Ours first: the ratios are to it. */
  readonly entries: readonly Entry[]
}

export const COMPARISONS: readonly Comparison[] = [
  {
    title: 'parse + retainers + dominators + retained sizes',
    entries: [
      { name: 'toleak', contestant: 'toleak', upTo: 'retained sizes' },
      { name: 'heap-snapshot-toolkit', contestant: 'heap-snapshot-toolkit', upTo: 'graph' },
      { name: 'memlab', contestant: 'memlab', upTo: 'graph' },
    ],
  },
  {
    title: 'the same, and distances from the root',
    entries: [
      { name: 'toleak', contestant: 'toleak', upTo: 'distances' },
      { name: 'heap-snapshot-toolkit', contestant: 'heap-snapshot-toolkit', upTo: 'graph' },
    ],
  },
  {
    title: 'parse to retained sizes, a second time in one process',
    entries: [
      { name: 'toleak', contestant: 'toleak-again', upTo: 'retained sizes' },
      { name: 'heap-snapshot-toolkit', contestant: 'heap-snapshot-toolkit-again', upTo: 'graph' },
    ],
  },
  {
    title: 'parse + retainers, against JSON.parse alone',
    entries: [
      { name: 'toleak', contestant: 'toleak', upTo: 'retainers' },
      { name: 'JSON.parse', contestant: 'json-parse', upTo: 'parse' },
    ],
  },
  {
    title: 'two snapshots read, and their diff',
    entries: [
      { name: 'toleak', contestant: 'toleak-diff', upTo: 'diff' },
      { name: 'heap-snapshot-toolkit', contestant: 'heap-snapshot-toolkit', upTo: 'diff' },
    ],
  },
]

/** What a run of an entry took; undefined if the process has no such stage. */
export function costOf(
  { laps }: Report,
  upTo: string,
): { milliseconds: number; peakBytes: number } | undefined {
  const last = laps.findIndex(({ stage }) => stage === upTo)
  if (last === -1) return undefined
  const milliseconds = laps.slice(0, last + 1).reduce((sum, lap) => sum + lap.milliseconds, 0)
  return { milliseconds, peakBytes: laps[last].peakBytes }
}
