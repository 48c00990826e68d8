/**
 * Reads heap snapshots that are larger than a JavaScript string can be and than a signed number of 32 bits can count: over 512 MB and over
 * 2 GiB, written by V8. Each must be read right, be explained, and be refused by one error when it is cut. Not part of `npm test`: it needs
 * 10 GB of disk, 16 GB of memory and some minutes.
 *
 *     node scripts/large-files.ts            both sizes
 *     node scripts/large-files.ts --nodes 1e7
 */
import {
  copyFileSync,
  mkdirSync,
  openSync,
  closeSync,
  ftruncateSync,
  readSync,
  rmSync,
  statSync,
  statfsSync,
} from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { createReadStream, createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { constants, createGzip } from 'node:zlib'
import { NODES_PER_UNIT } from '../benchmarks/heaps/population.ts'
import { cache, root } from './repository.ts'
import type { Outcome } from './run.ts'
import { npmOrThrow, run, runOrThrow } from './run.ts'

/** What `read-large-file.ts` found. */
export interface LargeFileFigures {
  readonly nodes: number
  readonly edges: number
  /** Instances of the class of which there is one in each unit. */
  readonly sessions: number
  /** What the explanation of the one BenchmarkTarget says. */
  readonly text: string
  readonly readSeconds: number
  readonly explainSeconds: number
  /** The most that the process ever held. */
  readonly peakBytes: number
}

/** Nodes that make a file of some 765 MB, and one of some 2.4 GB. */
const NODES = ['1e7', '3.2e7']
const MINUTES = 60
/** A snapshot is 76 bytes a node; what is cut and what is packed takes as much again. */
const DISK_BYTES_PER_NODE = 200

const { values } = parseArgs({ options: { nodes: { type: 'string', multiple: true, default: NODES } } })
await npmOrThrow(['run', 'build', '--workspace', 'packages/core'])
const folder = join(cache, 'large-files')
let failures = 0
for (const nodes of values.nodes) failures += await readAll(Number(nodes))
if (failures > 0) {
  console.error(`\n${failures} large files were not read as they should be.`)
  process.exitCode = 1
}

/** Makes one file and reads it whole, packed and cut; how many of them went wrong. */
async function readAll(nodes: number): Promise<number> {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const { bavail, bsize } = statfsSync(folder)
  if (bavail * bsize < nodes * DISK_BYTES_PER_NODE) {
    console.error(
      `FAILED ${nodes} nodes: ${megabytes(bavail * bsize)} of disk are free, expected ${megabytes(nodes * DISK_BYTES_PER_NODE)}`,
    )
    return 1
  }
  try {
    const units = Math.round(nodes / NODES_PER_UNIT)
    const whole = join(folder, 'whole.heapsnapshot')
    console.log(`Writing a snapshot of ${nodes} nodes …`)
    await runOrThrow(
      process.execPath,
      ['--max-old-space-size=16384', join(root, 'benchmarks/heaps/make-heap.ts'), String(units), whole],
      { limit: 60 * MINUTES },
    )
    const expected = { units, ...countsIn(whole) }
    const packed = join(folder, 'packed.heapsnapshot.gz')
    await pipeline(
      createReadStream(whole),
      createGzip({ level: constants.Z_BEST_SPEED }),
      createWriteStream(packed),
    )
    const cut = join(folder, 'cut.heapsnapshot')
    copyFileSync(whole, cut)
    const descriptor = openSync(cut, 'r+')
    ftruncateSync(descriptor, statSync(whole).size - 1_000_000)
    closeSync(descriptor)
    const complaints = [
      await readRight(whole, expected),
      await readRight(packed, expected),
      await refused(cut),
    ].filter((complaint) => complaint !== undefined)
    for (const complaint of complaints) console.error(`FAILED ${complaint}`)
    return complaints.length
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** What is wrong with how the file is read; undefined when nothing is. */
async function readRight(
  file: string,
  expected: { units: number; nodes: number; edges: number },
): Promise<string | undefined> {
  const outcome = await readIt(file)
  if (outcome.exitCode !== 0) return `${file}: ${outcome.output}`
  const { nodes, edges, sessions, text, readSeconds, explainSeconds, peakBytes } = JSON.parse(
    outcome.stdout,
  ) as LargeFileFigures
  console.log(
    `${describe(file)}: ${nodes} nodes and ${edges} edges read in ${readSeconds.toFixed(1)} s, one object explained in ${explainSeconds.toFixed(1)} s, peak memory ${megabytes(peakBytes)}`,
  )
  if (nodes !== expected.nodes || edges !== expected.edges)
    return `${file}: ${nodes} nodes and ${edges} edges, expected ${expected.nodes} and ${expected.edges}`
  if (sessions !== expected.units) return `${file}: ${sessions} sessions, expected ${expected.units}`
  if (!text.includes('.#target')) return `${file}: expected .#target in its explanation\n${text}`
}

async function refused(file: string): Promise<string | undefined> {
  const { exitCode, output, seconds } = await readIt(file)
  const [line] = output.split('\n').filter((text) => text.startsWith('SnapshotFormatError'))
  console.log(`${describe(file)}, its last megabyte missing: refused in ${seconds.toFixed(1)} s: ${line}`)
  return exitCode !== 0 && line !== undefined
    ? undefined
    : `${file}: expected a SnapshotFormatError\n${output}`
}

function readIt(file: string): Promise<Outcome> {
  return run(process.execPath, [join(import.meta.dirname, 'read-large-file.ts'), file], {
    limit: 30 * MINUTES,
  })
}

/** From the header, which V8 writes first. */
function countsIn(file: string): { nodes: number; edges: number } {
  const descriptor = openSync(file, 'r')
  const beginning = Buffer.alloc(4096)
  readSync(descriptor, beginning)
  closeSync(descriptor)
  const [, nodes, edges] = /"node_count":(\d+),"edge_count":(\d+)/.exec(beginning.toString('latin1')) ?? []
  return { nodes: Number(nodes), edges: Number(edges) }
}

function describe(file: string): string {
  return `${megabytes(statSync(file).size)}${file.endsWith('.gz') ? ', gzipped' : ''}`
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1e6)} MB`
}
