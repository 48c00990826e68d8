/**
 * Reads heap snapshots that are larger than a JavaScript string can be and than a signed number of 32 bits can count: over 512 MB and over
 * 2 GiB, written by V8. Each must be read right, be explained, and be refused by one error when it is cut. Not part of `npm test`: it needs
 * 7 GB of disk, 16 GB of memory and some minutes.
 *
 *     node scripts/large-files.ts            both sizes
 *     node scripts/large-files.ts --nodes 1e7
 */
import {
  closeSync,
  copyFileSync,
  createReadStream,
  createWriteStream,
  ftruncateSync,
  mkdirSync,
  openSync,
  rmSync,
  statfsSync,
  statSync,
} from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import { constants, createGzip } from 'node:zlib'
import { megabytes } from '../benchmarks/cells.ts'
import { countsIn, makeInNode, unitsFor } from '../benchmarks/heaps/snapshots.ts'
import { cache } from './repository.ts'
import type { Outcome } from './run.ts'
import { npmOrThrow, run } from './run.ts'

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

/** Nodes that make a file of some 800 MB, and one of 2.6 GB. */
const NODES = ['1e7', '3.2e7']
/** Seconds that reading one may take. */
const LIMIT = 1800
/** A snapshot is 80 bytes a node, and so is what is cut; packed it is a sixth. */
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
      `FAILED ${nodes} nodes: ${megabytes(bavail * bsize)} MB of disk are free, expected ${megabytes(nodes * DISK_BYTES_PER_NODE)}`,
    )
    return 1
  }
  try {
    console.log(`Writing a snapshot of ${nodes} nodes …`)
    await makeInNode(nodes, folder, false)
    const whole = join(folder, 'first.heapsnapshot')
    const expected = { units: unitsFor(nodes), ...countsIn(whole) }
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
    `${describe(file)}: ${nodes} nodes and ${edges} edges read in ${readSeconds.toFixed(1)} s, one object explained in ${explainSeconds.toFixed(1)} s, peak memory ${megabytes(peakBytes)} MB`,
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
    limit: LIMIT,
  })
}

function describe(file: string): string {
  return `${megabytes(statSync(file).size)} MB${file.endsWith('.gz') ? ', gzipped' : ''}`
}
