import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from '../../scripts/repository.ts'
import { runOrThrow } from '../../scripts/run.ts'

const hosts = import.meta.dirname

/** The command of each kind of worker. */
const COMMANDS = {
  node: [join(hosts, 'bare.ts')],
  vitest: [
    join(root, 'node_modules/vitest/vitest.mjs'),
    'run',
    '--config',
    join(hosts, 'vitest.config.ts'),
    '--root',
    hosts,
  ],
  jest: [join(root, 'node_modules/jest/bin/jest.js'), '--config', join(hosts, 'jest.config.js')],
} as const satisfies Record<string, readonly string[]>

/** A process without a runner, or a worker of one. */
export type Host = keyof typeof COMMANDS

/** All of them. */
export const HOSTS = Object.keys(COMMANDS) as Host[]

/**
 * The hosts that a flag names.
 *
 * @throws Error if it names another
 */
export function hostsIn(flag: string): Host[] {
  return flag.split(',').map((name) => {
    if (!(name in COMMANDS)) throw new Error(`No host "${name}", expected ${HOSTS.join(', ')}.`)
    return name as Host
  })
}

/** Has a fresh worker measure a task (`run-in-worker.ts`), and returns its figures. */
export async function measureIn<Figures>(host: Host, task: string, input: object): Promise<Figures> {
  const folder = mkdtempSync(join(tmpdir(), 'toleak-bench-'))
  const file = join(folder, 'figures.json')
  try {
    await runOrThrow(process.execPath, COMMANDS[host], {
      env: { BENCH_TASK: task, BENCH_INPUT: JSON.stringify(input), BENCH_FILE: file, NODE_OPTIONS: '' },
      limit: 3600,
    })
    return JSON.parse(readFileSync(file, 'utf8')) as Figures
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
