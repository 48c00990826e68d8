/** What `find` gives for an id that no node has. */
export const NO_NODE = -1

/** Node by V8 id: open addressing with linear probing, at most half full. */
export interface NodeIndex {
  find(id: number): number
  /** The first node whose id another one before it has, or NO_NODE. */
  readonly twin: number
}

/**
 * The way from V8's node id to the node.
 *
 * @param nodeId index: node; value: V8's id. If two nodes claim one id, the first has it
 *
 * Cost: 8 to 16 bytes a node.
 */
export function computeNodeIndex(nodeId: Readonly<Uint32Array>): NodeIndex {
  const bits = Math.max(6, 33 - Math.clz32(nodeId.length))
  const mask = 2 ** bits - 1
  // index: slot; value: node + 1, 0 for an empty slot
  const slots = new Uint32Array(2 ** bits)
  let twin = NO_NODE

  for (let node = 0; node < nodeId.length; node++) {
    let slot = slotOf(nodeId[node], bits)
    while (slots[slot] !== 0 && nodeId[slots[slot] - 1] !== nodeId[node]) slot = (slot + 1) & mask
    if (slots[slot] === 0) slots[slot] = node + 1
    else if (twin === NO_NODE) twin = node
  }

  return {
    twin,
    find(id) {
      let slot = slotOf(id, bits)
      while (slots[slot] !== 0 && nodeId[slots[slot] - 1] !== id) slot = (slot + 1) & mask
      return slots[slot] === 0 ? NO_NODE : slots[slot] - 1
    },
  }
}

/**
 * The nodes of some ids, by id; without those that no node has. For few ids this is cheaper than an index of all.
 *
 * @param nodeId as in computeNodeIndex
 *
 * Cost: one pass over the nodes; 32 to 64 bytes an id.
 */
export function findNodes(nodeId: Readonly<Uint32Array>, ids: ReadonlySet<number>): Map<number, number> {
  const found = new Map<number, number>()
  // index: low bits of an id; value: 1 if it may be one of them
  const mask = 2 ** (32 - Math.clz32(Math.min(32 * ids.size, MAX_FILTER - 1))) - 1
  const mayBe = new Uint8Array(mask + 1)
  for (const id of ids) mayBe[id & mask] = 1

  for (let node = 0; node < nodeId.length; node++) {
    const id = nodeId[node]
    if (mayBe[id & mask] === 1 && ids.has(id) && !found.has(id)) found.set(id, node)
  }
  return found
}

/** The most bytes to spend on knowing at once that an id is not wanted. */
const MAX_FILTER = 2 ** 24

/** The low bits of an id, kept: neighbours in the file have near ids, and near slots are in the cache already. */
const BLOCK = 64

/** Fibonacci hashing of blocks of ids: the top bits of a product with 2^32 / golden ratio. */
function slotOf(id: number, bits: number): number {
  const block = Math.imul(id >>> 6, 0x9e3779b1) >>> (32 - bits)
  return (block & -BLOCK) | (id & (BLOCK - 1))
}
