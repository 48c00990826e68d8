import { WEAK } from '../heap/edge-strength.ts'
import type { Heap } from '../heap/heap.ts'
import { NO_NODE } from '../heap/node-index.ts'
import { isUserLevel } from '../explain/labels.ts'
import { isScope } from '../explain/scopes.ts'
import { gainOf } from './growth-collections.ts'
import { canGrow, kindOf } from './growth-kind.ts'
import type { GrowingKind, Interval } from './growth.ts'

/** V8's own records between a collection and what is in it. */
const MOST_RECORDS = 4

/**
 * Which of these kinds only took the place of others: more than half as many as came went, and no collection that holds them got longer.
 * A cache that is full has new entries after each run, and no more of them. But of a kind that is everybody's, as arrays are,
 * many may have gone elsewhere while a list got longer.
 *
 * @param intervals oldest first
 *
 * Cost: a look at the id of each object of the first heap, and what holds the members.
 */
export function withoutReplaced(
  heap: Heap,
  intervals: readonly Interval[],
  kinds: readonly GrowingKind[],
): GrowingKind[] {
  if (kinds.length === 0) return []
  const gone = goneOf(heap, intervals[0].earlier, new Set(kinds.map(({ kind }) => kind)))
  return kinds.filter(
    ({ kind, members }) =>
      (gone.get(kind) ?? 0) * 2 <= members.length ||
      [...oldHolders(heap, intervals[0].earlier, members)].some(
        (holder) => gainOf(heap, intervals, holder) !== undefined,
      ),
  )
}

/** key: kind; value: how many of it were in the first heap and are not in the last */
function goneOf(heap: Heap, earlier: Heap, wanted: ReadonlySet<string>): Map<string, number> {
  const gone = new Map<string, number>()
  for (let node = 0; node < earlier.nodeCount; node++) {
    if (heap.nodeById(earlier.id(node)) !== NO_NODE || !canGrow(earlier, node)) continue
    const kind = kindOf(earlier, node)
    if (wanted.has(kind)) gone.set(kind, (gone.get(kind) ?? 0) + 1)
  }
  return gone
}

/** Objects that were there before and hold one of these, by V8's stores of their contents or at once. */
function oldHolders(heap: Heap, earlier: Heap, members: readonly number[]): Set<number> {
  const holders = new Set<number>()
  const seen = new Set<number>()
  const climb = (node: number, records: number) => {
    for (const edge of heap.retainersOf(node)) {
      const from = heap.edgeFrom(edge)
      if (heap.edgeStrength[edge] === WEAK || isScope(heap, from)) continue
      if (!isUserLevel(heap, from)) {
        if (records === MOST_RECORDS || from === heap.root || seen.has(from)) continue
        seen.add(from)
        climb(from, records + 1)
      } else if (earlier.nodeById(heap.id(from)) !== NO_NODE) holders.add(from)
    }
  }
  for (const member of members) climb(member, 0)
  return holders
}
