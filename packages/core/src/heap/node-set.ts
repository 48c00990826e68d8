import { inParts } from './in-parts.ts'

/** A set of nodes of one heap: one bit per ordinal. Iterates in ascending order. */
export class NodeSet {
  /** Nodes of the heap; members are below it. */
  readonly nodeCount: number
  readonly #bits: Uint32Array
  #size = 0

  constructor(nodeCount: number) {
    this.nodeCount = nodeCount
    this.#bits = new Uint32Array((nodeCount + 31) >>> 5)
  }

  /** The set of these nodes. */
  static from(nodeCount: number, nodes: Iterable<number>): NodeSet {
    const set = new NodeSet(nodeCount)
    if (nodes instanceof Uint32Array)
      inParts(nodes.length, (first, end) => {
        for (let at = first; at < end; at++) set.add(nodes[at])
      })
    else for (const node of nodes) set.add(node)
    return set
  }

  /** Number of members. */
  get size(): number {
    return this.#size
  }

  /** Is `node` a member? */
  has(node: number): boolean {
    return ((this.#bits[node >>> 5] >>> (node & 31)) & 1) === 1
  }

  /** True if `node` was not a member before. */
  add(node: number): boolean {
    const word = node >>> 5
    const bit = 1 << (node & 31)
    if (this.#bits[word] & bit) return false
    this.#bits[word] |= bit
    this.#size++
    return true
  }

  /** True if `node` was a member. */
  delete(node: number): boolean {
    const word = node >>> 5
    const bit = 1 << (node & 31)
    if (!(this.#bits[word] & bit)) return false
    this.#bits[word] &= ~bit
    this.#size--
    return true
  }

  /** Members, ascending. Must not be changed meanwhile. */
  *[Symbol.iterator](): Generator<number, void, undefined> {
    const bits = this.#bits
    for (let word = 0; word < bits.length; word++) {
      for (let rest = bits[word]; rest !== 0; rest &= rest - 1) {
        yield (word << 5) + lowestBit(rest)
      }
    }
  }

  /** Members of either; a new set, as from `intersect` and `minus`. */
  union(other: NodeSet): NodeSet {
    return this.#combine(other, (mine, others) => mine | others)
  }

  /** Members of both. */
  intersect(other: NodeSet): NodeSet {
    return this.#combine(other, (mine, others) => mine & others)
  }

  /** Members of this one that are not in the other. */
  minus(other: NodeSet): NodeSet {
    return this.#combine(other, (mine, others) => mine & ~others)
  }

  #combine(other: NodeSet, combine: (mine: number, others: number) => number): NodeSet {
    const result = new NodeSet(this.nodeCount)
    const bits = result.#bits
    for (let word = 0; word < bits.length; word++) {
      bits[word] = combine(this.#bits[word], other.#bits[word])
      result.#size += countBits(bits[word])
    }
    return result
  }
}

/** Position of the lowest set bit of a word that has one. */
function lowestBit(word: number): number {
  return 31 - Math.clz32(word & -word)
}

function countBits(word: number): number {
  word -= (word >>> 1) & 0x55555555
  word = (word & 0x33333333) + ((word >>> 2) & 0x33333333)
  return Math.imul((word + (word >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}
