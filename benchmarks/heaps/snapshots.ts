import { createHash } from 'node:crypto'
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { join } from 'node:path'
import { cache, manifestOf, root } from '../../scripts/repository.ts'
import { runOrThrow } from '../../scripts/run.ts'
import type { SnapshotFiles } from '../contestants/contestant.ts'
import type { Subject } from '../flags.ts'
import { NODES_PER_UNIT, NODES_WITHOUT_UNITS } from './population.ts'

/** Snapshots of one isolate, and how large the first is. */
export interface Snapshots extends SnapshotFiles {
  readonly nodes: number
  readonly edges: number
  readonly bytes: number
}

/** Seconds that the making of a heap may take. */
const LIMIT = 1800

const NODES: Readonly<Record<string, number>> = { '1e5': 1e5, '1e6': 1e6, '1e7': 1e7 }

/**
 * The snapshots of a heap; made if they are not there yet, by this Node and these sources.
 *
 * @throws Error if they cannot be made
 */
export async function snapshotsOf(subject: Exclude<Subject, 'live'>): Promise<Snapshots> {
  const folder = join(cache, 'heaps', `${subject}-${process.version}-${fingerprint(subject)}`)
  const first = join(folder, 'first.heapsnapshot')
  const later = subject === '1e7' ? undefined : join(folder, 'later.heapsnapshot')
  if (!existsSync(folder)) {
    console.error(`Making the ${subject} heap …`)
    const unfinished = `${folder}.unfinished`
    rmSync(unfinished, { recursive: true, force: true })
    mkdirSync(unfinished, { recursive: true })
    await (subject === 'jest'
      ? makeInJest(unfinished)
      : makeInNode(NODES[subject], unfinished, later !== undefined))
    renameSync(unfinished, folder)
  }
  return { first, later, bytes: statSync(first).size, ...countsIn(first) }
}

/** Changes when the heap would. */
function fingerprint(subject: Subject): string {
  const sources =
    subject === 'jest'
      ? [
          'heaps/jest-worker/jest.config.js',
          ...['dom', 'other'].map((name) => `heaps/jest-worker/test/${name}.test.ts`),
        ]
      : ['heaps/make-heap.ts', 'heaps/population.ts']
  const hash = createHash('sha256')
  for (const source of sources) hash.update(readFileSync(join(root, 'benchmarks', source)))
  if (subject === 'jest') hash.update(manifestOf('node_modules/jest').version)
  return hash.digest('hex').slice(0, 8)
}

/** Units of the population that give a heap about so many nodes. */
export function unitsFor(nodes: number): number {
  return Math.round((nodes - NODES_WITHOUT_UNITS) / NODES_PER_UNIT)
}

/** Snapshots of a Node process about so large: `first.heapsnapshot` in the folder, and a later one. */
export async function makeInNode(nodes: number, folder: string, withLater: boolean): Promise<void> {
  const script = join(import.meta.dirname, 'make-heap.ts')
  const files = [
    join(folder, 'first.heapsnapshot'),
    ...(withLater ? [join(folder, 'later.heapsnapshot')] : []),
  ]
  await runOrThrow(
    process.execPath,
    ['--max-old-space-size=16384', script, String(unitsFor(nodes)), ...files],
    {
      limit: LIMIT,
    },
  )
}

/** In a worker process of Jest, with jsdom, while a test runs. */
async function makeInJest(folder: string): Promise<void> {
  const jest = join(root, 'node_modules/jest/bin/jest.js')
  await runOrThrow(
    process.execPath,
    [jest, '--config', join(import.meta.dirname, 'jest-worker/jest.config.js')],
    {
      env: { BENCHMARK_HEAPS: folder },
      limit: LIMIT,
    },
  )
}

/** From the header, which V8 writes first. */
export function countsIn(file: string): { nodes: number; edges: number } {
  const descriptor = openSync(file, 'r')
  const beginning = Buffer.alloc(4096)
  const length = readSync(descriptor, beginning)
  closeSync(descriptor)
  const counts = /"node_count":(\d+),"edge_count":(\d+)/.exec(beginning.toString('latin1', 0, length))
  if (!counts)
    throw new Error(`Cannot use ${file}: it names no node_count, expected one. Delete it; it is made anew.`)
  return { nodes: Number(counts[1]), edges: Number(counts[2]) }
}
