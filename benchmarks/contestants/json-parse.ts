import { readFileSync } from 'node:fs'
import type { Contestant } from './contestant.ts'

/** The parts of the format that tell the number of nodes. */
interface Snapshot {
  readonly snapshot: { readonly meta: { readonly node_fields: readonly string[] } }
  readonly nodes: readonly number[]
}

/** What everybody pays who reads the format with what JavaScript has. */
export const contestant: Contestant = async ({ first }, time) => {
  const { snapshot, nodes } = await time(
    'parse',
    () => JSON.parse(readFileSync(first).toString()) as Snapshot,
  )
  return { nodes: nodes.length / snapshot.meta.node_fields.length }
}
