import { diffHeaps } from '../heap/diff.ts'
import type { NodeSet } from '../heap/node-set.ts'
import type { ClassSummary } from './classes.ts'
import type { HeapNode } from './heap-node.ts'
import type { HeapView } from './heap-view.ts'

/** How one class changed between two snapshots. */
export interface ClassDiff {
  /** As in `HeapGraph.classes()`. */
  readonly className: string
  /** Where the class is written: tells classes of equal names apart. */
  readonly location?: ClassSummary['location']
  /** Number of nodes that only the later snapshot has. */
  readonly born: number
  /** Bytes of these nodes themselves, as the later snapshot has them. */
  readonly bornSize: number
  /** Number of nodes that only the earlier snapshot has. */
  readonly dead: number
  /** Bytes of these nodes themselves, as the earlier snapshot has them. */
  readonly deadSize: number
  /** Number of nodes that both have. What these grew by is in no size here. */
  readonly survived: number
}

/** Nodes of one snapshot. Iterating makes one `HeapNode` after the other. */
export class HeapNodes {
  readonly #view: HeapView
  readonly #members: NodeSet

  /** @internal */
  constructor(view: HeapView, members: NodeSet) {
    this.#view = view
    this.#members = members
  }

  /** Number of nodes. */
  get size(): number {
    return this.#members.size
  }

  /** Whether a node is among them, by its ordinal in the same snapshot. */
  has(node: HeapNode | number): boolean {
    return this.#members.has(typeof node === 'number' ? node : node.ordinal)
  }

  /** The nodes that satisfy a predicate. */
  filter(predicate: (node: HeapNode) => unknown): HeapNode[] {
    return Array.from(this).filter((node) => predicate(node))
  }

  /** The nodes, by their ordinals. */
  *[Symbol.iterator](): Generator<HeapNode, void, undefined> {
    for (const node of this.#members) yield this.#view.node(node)
  }

  /** One line for the console: `HeapNodes { 12 nodes }`. */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return `HeapNodes { ${this.size} ${this.size === 1 ? 'node' : 'nodes'} }`
  }
}

/** What came, went and stayed between two snapshots of one isolate. */
export class SnapshotDiff {
  /** Nodes of the later snapshot that the earlier one does not have. */
  readonly born: HeapNodes
  /** Nodes of the earlier snapshot that the later one does not have. */
  readonly dead: HeapNodes
  /** Nodes of the later snapshot that the earlier one has, too. */
  readonly survived: HeapNodes
  readonly #earlier: HeapView
  readonly #later: HeapView
  readonly #sets: ReturnType<typeof diffHeaps>

  /** @internal */
  constructor(earlier: HeapView, later: HeapView) {
    const sets = diffHeaps(earlier.heap, later.heap)
    this.#earlier = earlier
    this.#later = later
    this.#sets = sets
    this.born = new HeapNodes(later, sets.born)
    this.dead = new HeapNodes(earlier, sets.dead)
    this.survived = new HeapNodes(later, sets.survived)
  }

  /**
   * The classes that changed, the one that grew by most bytes first.
   *
   * Cost: linear in the nodes of both snapshots.
   */
  byClass(): ClassDiff[] {
    const rows = new Map<string, { -readonly [Key in keyof ClassDiff]: ClassDiff[Key] }>()
    const tally = (view: HeapView, nodes: NodeSet, kind: 'born' | 'dead' | 'survived') => {
      const { classOf, classes } = view.classes
      const { shallowSize } = view.heap
      const rowOf = new Map<number, ReturnType<typeof rows.get>>()
      for (const node of nodes) {
        let row = rowOf.get(classOf[node])
        if (!row) {
          const { className, location } = classes[classOf[node]]
          const key = JSON.stringify([className, location])
          row = rows.get(key) ?? {
            className,
            ...(location && { location }),
            born: 0,
            bornSize: 0,
            dead: 0,
            deadSize: 0,
            survived: 0,
          }
          rows.set(key, row)
          rowOf.set(classOf[node], row)
        }
        row[kind]++
        if (kind !== 'survived') row[`${kind}Size`] += shallowSize[node]
      }
    }
    tally(this.#later, this.#sets.born, 'born')
    tally(this.#earlier, this.#sets.dead, 'dead')
    tally(this.#later, this.#sets.survived, 'survived')
    const growth = (row: ClassDiff) => row.bornSize - row.deadSize
    return [...rows.values()]
      .filter(({ born, dead }) => born + dead > 0)
      .sort((a, b) => growth(b) - growth(a) || (a.className < b.className ? -1 : 1))
  }

  /** One line for the console: `SnapshotDiff { 12 born, 3 dead, 61204 survived }`. */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return `SnapshotDiff { ${this.born.size} born, ${this.dead.size} dead, ${this.survived.size} survived }`
  }
}
