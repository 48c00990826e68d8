import { edgeCostIn } from '../explain/edge-cost.ts'
import type { LiveFacts } from '../explain/live-facts.ts'
import type { Beginnings } from '../explain/roots.ts'
import { beginningsIn } from '../explain/roots.ts'
import { Scene } from '../explain/scene.ts'
import type { Heap } from '../heap/heap.ts'
import type { Classes } from './classes.ts'
import { computeClasses } from './classes.ts'
import { HeapNode } from './heap-node.ts'

/** What nodes, edges and graphs of one heap share: the heap, the words for it, and what was computed once. */
export class HeapView {
  readonly heap: Heap
  /** Words by what is known now; strings of the heap are shown, since nothing of it leaves the process by itself. */
  readonly scene: Scene
  #classes?: Classes
  #edgeCost?: (edge: number) => number
  #beginnings?: Beginnings

  constructor(heap: Heap, facts: LiveFacts) {
    this.heap = heap
    this.scene = new Scene(heap, facts, false)
  }

  /** The node of an ordinal that is known to be one. */
  node(ordinal: number): HeapNode {
    return new HeapNode(this, ordinal)
  }

  /** The class of each node. */
  get classes(): Classes {
    return (this.#classes ??= computeClasses(this.heap))
  }

  /** What an edge costs a path that is to be explained. */
  get edgeCost(): (edge: number) => number {
    return (this.#edgeCost ??= edgeCostIn(this.heap))
  }

  /** Where explanations may begin: modules, timers, global objects. */
  get beginnings(): Beginnings {
    return (this.#beginnings ??= beginningsIn(this.scene, { projectRoot: process.cwd() }))
  }
}
