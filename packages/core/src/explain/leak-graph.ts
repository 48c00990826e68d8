import type { ObjectGraph } from '../graph/object-graph.ts'

/** What a box of the ancestors graph stands for. */
export type LeakNodeRole = 'root' | 'survivor' | 'object' | 'framework'

/** A box of the ancestors graph. */
export interface LeakNode {
  /** Words for the object; user text, unescaped. */
  readonly label: string
  /** The object's class; `Function`, `(array)`, `(string)` and the like where it has none. */
  readonly className: string
  /** What it is to the leak. */
  readonly role: LeakNodeRole
  /** Second line: `src/worker.ts:3:1, suspended at src/worker.ts:5:17` and the like, relative to the project. */
  readonly place?: string
  /** What tells it from others of its class: `{ id: 17 }`, `12 entries`; user text, unescaped. */
  readonly preview?: string
  /** Whether it was there before the body ran or was made by it; known only when births are. */
  readonly origin?: 'before' | 'body'
  /** V8's id; differs from run to run, so it never reaches the picture. */
  readonly nodeId?: number
  /** Bytes of the object itself. */
  readonly shallowSize?: number
  /** Bytes that go with it, its own among them. */
  readonly retainedSize?: number
  /** How many equal siblings this box stands for; 1 is one object. */
  readonly count?: number
  /** Boxes and arrows that were left out above this one, when there are. */
  readonly moreParents?: number
}

/** An arrow of the ancestors graph: the holder points to what it holds. */
export interface LeakEdge {
  /** Words for the reference, as in the text; user text, unescaped. */
  readonly label: string
  /** Where it is declared: a variable's declaration, relative to the project. */
  readonly place?: string
  /** The reference to cut. */
  readonly cut?: boolean
  /** On a trace of the text. */
  readonly onTrace?: boolean
}

/** The ancestors of the survivors up to some generations, and the traces to the root: what the picture shows. */
export type LeakGraph = ObjectGraph<LeakNode, LeakEdge>
