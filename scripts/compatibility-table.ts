import { runnerOf } from './consumers.ts'
import type { Trial } from './try-consumer.ts'
import { SUBJECTS } from './try-consumer.ts'

const TITLES = { vitest: 'Vitest', jest: 'Jest' } as const

/** The trials as a table in Markdown, a row each: what took part, and what held. */
export function compatibilityTable(trials: readonly Trial[]): string {
  const head = [
    'Runner',
    'Node',
    'Project',
    'Transform',
    '`expect`',
    'TypeScript',
    ...SUBJECTS.map(capitalised),
  ]
  const rows = trials.map(({ consumer, versions, complaints }) => [
    `${TITLES[runnerOf(consumer)]} ${versions.runner}`,
    versions.node,
    consumer.type === 'module' ? 'ESM' : 'CommonJS',
    consumer.transform === 'runner' ? 'its own' : consumer.transform,
    consumer.globals ? 'global' : 'imported',
    versions.typescript,
    ...SUBJECTS.map((subject) => (complaints[subject].length === 0 ? 'ok' : '**fails**')),
  ])
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

function capitalised(word: string): string {
  return word[0].toUpperCase() + word.slice(1)
}
