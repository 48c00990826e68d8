import { labelOf } from '../explain/labels.ts'
import type { LeakGroup } from '../explain/leak-trace.ts'
import type { LongerCollection } from './growth-collections.ts'
import { kindOf } from './growth-kind.ts'
import type { ToldKind } from './growth-told.ts'
import type { Growth } from './growth.ts'

/** What a report says of growth. */
export interface ToldGrowth {
  readonly leakedCount: number
  readonly liveBefore: number
  readonly liveAfter: number
  readonly headline: string
  readonly groups: readonly LeakGroup[]
}

/** Names in the headline; the others are counted. */
const MOST_NAMES = 3

/**
 * The numbers, the headline and the groups of what grew. Of a kind that is held in several ways those groups are kept that grow
 * themselves; one that is held in as many ways as there are instances, as a linked list is, is told by the first of them.
 *
 * @param explained what `explain` found for the outermost of the kinds and for the collections
 */
export function describeGrowth(
  { heap, tree, runs }: Growth,
  kinds: readonly ToldKind[],
  collections: readonly LongerCollection[],
  explained: readonly LeakGroup[],
): ToldGrowth {
  const endOf = ({ trace }: LeakGroup) => trace.steps.at(-1)?.node
  const groups: LeakGroup[] = []
  const names: string[] = []
  for (const { members, outermost } of kinds) {
    const own = new Set(outermost)
    const ways = explained.filter((group) => own.has(endOf(group) ?? NaN))
    const growing = ways.filter(({ count }) => count >= runs)
    const [first, ...others] = growing.length > 0 ? growing : ways.slice(0, 1)
    if (first === undefined) continue
    const count = members.length
    const isWhole = growing.length > 0 && outermost.length === count && explainedCount(ways) === count
    const rest = others.reduce((sum, group) => sum + group.count, 0)
    groups.push({ ...first, count: isWhole ? first.count : count - rest }, ...others)
    names.push(`${isWhole ? first.count + rest : count} × ${first.className}`)
  }
  for (const { node, gained } of collections) {
    const group = explained.find((each) => endOf(each) === node)
    if (group === undefined) continue
    const name = labelOf(heap, node)
    const cut = {
      step: group.trace.steps.length - 1,
      sentence: `what is entered into the ${name} (${gained} entries in ${runs} runs, and none was taken out)`,
      references: gained,
    }
    const advice = [`Take out what is done with, or give the ${name} a limit.`]
    groups.push({ ...group, count: 1, cut, advice })
    names.push(`${gained} more entries in one ${name}`)
  }
  const leakedCount = explainedCount(groups)
  const before = aliveBefore(tree, kinds)
  return {
    leakedCount,
    liveBefore: before,
    liveAfter: before + leakedCount,
    headline: `fn() leaves more behind with every run. ${runs} runs left ${listed(names)}.`,
    groups,
  }
}

function explainedCount(groups: readonly LeakGroup[]): number {
  return groups.reduce((sum, { count }) => sum + count, 0)
}

function listed(names: readonly string[]): string {
  const left = names.length - MOST_NAMES
  const shown = left > 0 ? [...names.slice(0, MOST_NAMES), `${left} other kinds`] : names
  return shown.length < 2 ? shown.join() : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`
}

/** How many of these kinds were there before the first of the runs. */
function aliveBefore({ heap, alive }: Growth['tree'], kinds: readonly ToldKind[]): number {
  const { nodeName, nodeType } = heap.columns
  const names = new Set(kinds.map(({ members: [node] }) => nodeName[node]))
  const wanted = new Set(kinds.map(({ kind }) => kind))
  const own = new Set(kinds.flatMap(({ members }) => members))
  const object = heap.nodeTypeOf('object')
  const closure = heap.nodeTypeOf('closure')
  let count = 0
  for (let node = 0; node < heap.nodeCount; node++) {
    if (!names.has(nodeName[node]) || own.has(node) || !alive.has(node)) continue
    if ((nodeType[node] === object || nodeType[node] === closure) && wanted.has(kindOf(heap, node))) count++
  }
  return count
}
