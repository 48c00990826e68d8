import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { reducedSnapshot } from '../packages/core/test/fixtures/reduced-snapshot.ts'
import { MAJORS, nodeBinary } from '../scripts/nodes.ts'
import { runOrThrow } from '../scripts/run.ts'

/** Nodes in a seed; the fuzzer likes small files. */
const NODES = [3, 12]

/**
 * Small snapshots, one of each kind that V8 writes, of every Node that toleak supports: what the fuzzer begins with.
 *
 * @returns the folder
 */
export async function writeSeeds(folder: string): Promise<string> {
  mkdirSync(folder, { recursive: true })
  const scratch = mkdtempSync(join(tmpdir(), 'toleak-seeds-'))
  try {
    for (const major of MAJORS) {
      if (existsSync(join(folder, `node-${major}-traced-${NODES.at(-1)}`))) continue
      const prefix = join(scratch, String(major))
      await runOrThrow(await nodeBinary(major), [join(import.meta.dirname, 'write-snapshot.mjs'), prefix])
      for (const kind of ['plain', 'traced']) {
        const text = readFileSync(`${prefix}-${kind}.heapsnapshot`, 'utf8')
        for (const count of NODES)
          writeFileSync(
            join(folder, `node-${major}-${kind}-${count}`),
            reducedSnapshot(text, chosen(text, count)),
          )
      }
    }
  } finally {
    rmSync(scratch, { recursive: true })
  }
  return folder
}

/** Nodes that have a location, or a trace, before all others, up to so many. */
function chosen(text: string, count: number): (node: number) => boolean {
  const file = JSON.parse(text) as {
    snapshot: { meta: { node_fields: string[] } }
    nodes: number[]
    locations: number[]
  }
  const fields = file.snapshot.meta.node_fields
  const located = file.locations.filter((_, i) => i % 4 === 0).map((index) => index / fields.length)
  const traceAt = fields.indexOf('trace_node_id')
  const traced =
    traceAt < 0
      ? []
      : Array.from({ length: file.nodes.length / fields.length }, (_, node) => node).filter(
          (node) => file.nodes[node * fields.length + traceAt] !== 0,
        )
  const wanted = new Set([...located.slice(0, count / 3), ...traced.slice(0, count / 3)])
  for (let node = 1; wanted.size < count; node++) wanted.add(node)
  return (node) => wanted.has(node)
}
