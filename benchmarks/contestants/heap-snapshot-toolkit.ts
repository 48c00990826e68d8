import { createReadStream } from 'node:fs'
import { diff, parse } from 'heap-snapshot-toolkit'
import type { Contestant } from './contestant.ts'

/** Fields that its types do not tell of. */
interface Columns {
  readonly nodeCount: number
  readonly retainedSizes: Readonly<Float64Array>
}

/** Its `parse` does everything: retainers, dominators, retained sizes and distances. */
export const contestant: Contestant = async ({ first, later }, time) => {
  const read = (file: string) => parse(createReadStream(file, 'utf8'))
  const snapshot = await time('graph', () => read(first))
  if (later !== undefined) {
    const laterSnapshot = await time('graph of the later one', () => read(later))
    await time('diff', () => diff(snapshot, laterSnapshot))
  }
  const { nodeCount, retainedSizes } = snapshot as unknown as Columns
  return { nodes: nodeCount, retainedByRoot: retainedSizes[0] }
}
