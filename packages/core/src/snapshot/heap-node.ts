import type { Place } from '../explain/leak-trace.ts'
import { labelOf } from '../explain/labels.ts'
import { UNREACHABLE } from '../heap/distances.ts'
import { EPHEMERON, EPHEMERON_OF_TABLE, STRONG } from '../heap/edge-strength.ts'
import type { ScriptLocation } from '../heap/heap.ts'
import { NO_NODE } from '../heap/node-index.ts'
import { classNameOf } from './class-names.ts'
import type { HeapView } from './heap-view.ts'

/**
 * A node of a `HeapGraph`: an object, a function, a string, or a record of V8's. Made when it is asked for; two of one node are equal
 * in `ordinal`, not identical.
 */
export class HeapNode {
  /** Its number in the graph, from 0 (V8's root). */
  readonly ordinal: number
  /** V8's id, the same in all snapshots of one isolate until an inspector session ends. */
  readonly id: number
  readonly #view: HeapView

  /** @internal */
  constructor(view: HeapView, ordinal: number) {
    this.#view = view
    this.ordinal = ordinal
    this.id = view.heap.id(ordinal)
  }

  /** V8's kind of node: `object`, `closure`, `array`, `string`, `hidden`, `code`, `native`, `synthetic`, … */
  get type(): string {
    return this.#view.heap.typeName(this.ordinal)
  }

  /** The class of an object, the text of a string (V8 cuts long ones), the name of a function. */
  get name(): string {
    return this.#view.heap.name(this.ordinal)
  }

  /** The class it counts to: its own for objects, `Function`, `(string)`, `(array)`, `(system)` and the like for others. */
  get className(): string {
    return classNameOf(this.#view.heap, this.ordinal)
  }

  /** Words for it: `Queue`, `async function worker`, `bound function compute`. */
  get label(): string {
    return labelOf(this.#view.heap, this.ordinal)
  }

  /** Bytes of the node itself. */
  get shallowSize(): number {
    return this.#view.heap.shallowSize[this.ordinal]
  }

  /** Bytes that go with it, its own among them; 0 if no GC root reaches it. The first time it is asked of a graph, all are computed. */
  get retainedSize(): number {
    return this.#view.heap.retainedSize[this.ordinal]
  }

  /** Least number of strong references from V8's root; undefined if there is no way. */
  get distance(): number | undefined {
    const distance = this.#view.heap.distance[this.ordinal]
    return distance === UNREACHABLE ? undefined : distance
  }

  /** Whether a DOM node is out of its document; undefined for everything else, and when the snapshot does not say. */
  get detached(): boolean | undefined {
    const detachedness = this.#view.heap.columns.detachedness[this.ordinal]
    return detachedness === 0 ? undefined : detachedness === 2
  }

  /** Where V8 says that a function, or the class of an object, is written; 0-based, in the script as it ran. */
  get location(): ScriptLocation | undefined {
    return this.#view.heap.location(this.ordinal)
  }

  /** The same place in the user's sources, 1-based. */
  get place(): Place | undefined {
    return this.#view.scene.placeOf(this.ordinal)
  }

  /** The node without which it would go, the nearest one; undefined for the root, and if no GC root reaches it. */
  get dominator(): HeapNode | undefined {
    const dominator = this.#view.heap.dominators.immediateDominator[this.ordinal]
    return dominator === NO_NODE || dominator === this.ordinal ? undefined : this.#view.node(dominator)
  }

  /** The references from it, of every strength. */
  get edges(): HeapEdge[] {
    const { firstEdge } = this.#view.heap.columns
    const edges: HeapEdge[] = []
    for (let edge = firstEdge[this.ordinal]; edge < firstEdge[this.ordinal + 1]; edge++)
      edges.push(new HeapEdge(this.#view, edge))
    return edges
  }

  /** The references to it, of every strength. */
  get retainers(): HeapEdge[] {
    return Array.from(this.#view.heap.retainersOf(this.ordinal), (edge) => new HeapEdge(this.#view, edge))
  }

  /** One line for the console: `HeapNode { SomeComputation @174021, 48 B }`. */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return `HeapNode { ${shortened(this.label)} @${this.id}, ${this.shallowSize} B }`
  }
}

/** What a reference does for the life of what it points to. `ephemeron`: an entry of a WeakMap, which needs both key and table. */
export type EdgeStrength = 'strong' | 'weak' | 'ephemeron'

/** A reference of a `HeapGraph`. Made when it is asked for. */
export class HeapEdge {
  /** Its number in the graph. */
  readonly ordinal: number
  readonly #view: HeapView

  /** @internal */
  constructor(view: HeapView, ordinal: number) {
    this.#view = view
    this.ordinal = ordinal
  }

  /** V8's kind of reference: `property`, `element`, `context` (a variable), `internal`, `hidden`, `shortcut` or `weak`. */
  get type(): string {
    return this.#view.heap.edgeTypeName(this.ordinal)
  }

  /** The name of the property or variable, the index of the element. */
  get name(): string | number {
    return this.#view.heap.edgeLabel(this.ordinal)
  }

  /** What it does for the life of `to`. */
  get strength(): EdgeStrength {
    const strength = this.#view.heap.edgeStrength[this.ordinal]
    if (strength === STRONG) return 'strong'
    return strength === EPHEMERON || strength === EPHEMERON_OF_TABLE ? 'ephemeron' : 'weak'
  }

  /** The node that refers. */
  get from(): HeapNode {
    return this.#view.node(this.#view.heap.edgeFrom(this.ordinal))
  }

  /** The node referred to. */
  get to(): HeapNode {
    return this.#view.node(this.#view.heap.edgeTo(this.ordinal))
  }

  /** One line for the console: `HeapEdge { Queue @81 -jobs-> Array @85 }`. */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    const { from, to, name, strength } = this
    const [before, after] = strength === 'weak' ? ['~', '~>'] : ['-', '->']
    const words = `${before}${shortened(String(name))}${after}`
    return `HeapEdge { ${shortened(from.label)} @${from.id} ${words} ${shortened(to.label)} @${to.id} }`
  }
}

const LONGEST = 60

/** On one line, whatever it holds. */
function shortened(text: string): string {
  const line = JSON.stringify(text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text).slice(1, -1)
  return line.replaceAll('\\"', '"')
}
