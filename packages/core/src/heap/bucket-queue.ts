/** Added to a waiting node's priority at most: a node may be at most this far behind the least one. */
export const MAX_STEP = 0xffff

const BUCKETS = MAX_STEP + 1
const NONE = -1

/**
 * Nodes waiting by integer priority, least first (Dial 1969): a ring of buckets, each a doubly linked list through the
 * nodes. The priorities that wait at one time lie within MAX_STEP of each other, so no two of them share a bucket.
 */
export class BucketQueue {
  /** index: bucket; value: its first node, or NONE */
  readonly #first = new Int32Array(BUCKETS).fill(NONE)
  /** one bit per bucket: does it hold a node? Lets `take` pass over empty ones 32 at a time */
  readonly #filled = new Int32Array(BUCKETS / 32)
  /** index: node; value: the one after it in its bucket, or NONE */
  readonly #next: Int32Array
  /** index: node; value: the one before it in its bucket, or NONE */
  readonly #previous: Int32Array
  #size = 0
  #bucket = 0

  constructor(nodeCount: number) {
    this.#next = new Int32Array(nodeCount)
    this.#previous = new Int32Array(nodeCount)
  }

  /** Number of nodes waiting. */
  get size(): number {
    return this.#size
  }

  /** Lets a node wait that is not waiting. */
  add(node: number, priority: number): void {
    const bucket = bucketOf(priority)
    const first = this.#first[bucket]
    this.#previous[node] = NONE
    this.#next[node] = first
    if (first === NONE) this.#filled[bucket >>> 5] |= 1 << (bucket & 31)
    else this.#previous[first] = node
    this.#first[bucket] = node
    this.#size++
  }

  /** Takes a waiting node out of its place. */
  remove(node: number, priority: number): void {
    const bucket = bucketOf(priority)
    const next = this.#next[node]
    const previous = this.#previous[node]
    if (next !== NONE) this.#previous[next] = previous
    if (previous !== NONE) this.#next[previous] = next
    else this.#first[bucket] = next
    if (this.#first[bucket] === NONE) this.#filled[bucket >>> 5] &= ~(1 << (bucket & 31))
    this.#size--
  }

  /** Takes out a node of least priority. Must not be empty. */
  take(): number {
    // from the last bucket on, round the ring to the next filled one
    let word = this.#bucket >>> 5
    let bits = this.#filled[word] & (-1 << (this.#bucket & 31))
    while (bits === 0) {
      word = (word + 1) & (BUCKETS / 32 - 1)
      bits = this.#filled[word]
    }
    this.#bucket = (word << 5) + (31 - Math.clz32(bits & -bits))

    const node = this.#first[this.#bucket]
    this.remove(node, this.#bucket)
    return node
  }
}

function bucketOf(priority: number): number {
  return priority & (BUCKETS - 1)
}
