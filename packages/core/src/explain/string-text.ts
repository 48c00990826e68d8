import type { Heap } from '../heap/heap.ts'
import { NO_NODE } from '../heap/node-index.ts'

/** V8 keeps the first 1,024 characters of a string; nobody reads more of a joined one either. */
const LONGEST_TEXT = 1024

/**
 * The text of a string in the heap. V8 keeps a string that was joined with `+` as its two halves until somebody needs it in one piece.
 *
 * @returns undefined for a piece cut out of another string, of which the snapshot does not tell where it begins
 */
export function stringText(heap: Heap, node: number): string | undefined {
  const { text, isKnown } = readPieces(heap, node, LONGEST_TEXT)
  return isKnown ? text : undefined
}

/**
 * How a string begins, with `…` where the snapshot does not tell how it goes on.
 *
 * @param most characters, at least 1
 */
export function beginningOfString(heap: Heap, node: number, most: number): string {
  const { text, isKnown } = readPieces(heap, node, most)
  return isKnown ? text : `${text}…`
}

/** The text up to `most` characters, or up to what the snapshot does not tell. */
function readPieces(heap: Heap, node: number, most: number): { text: string; isKnown: boolean } {
  const parts: string[] = []
  let length = 0
  const pending = [node]
  // a string that was built in a loop is as deep as the loop was long
  for (let part = pending.pop(); part !== undefined && length < most; part = pending.pop()) {
    const type = heap.typeName(part)
    if (type === 'concatenated string') {
      const first = heap.follow(part, 'first')
      const second = heap.follow(part, 'second')
      // an empty half is no node of the snapshot in some versions
      pending.push(...[second, first].filter((half) => half !== NO_NODE))
      continue
    }
    if (type === 'sliced string') return { text: parts.join(''), isKnown: false }
    const text = heap.name(part)
    parts.push(text)
    length += text.length
  }
  return { text: parts.join('').slice(0, most), isKnown: true }
}
