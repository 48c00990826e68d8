import type { Heap } from '../heap/heap.ts'

/** A way through the heap, edge after edge, to read words from. */
export class Path {
  readonly heap: Heap
  readonly edges: readonly number[]

  constructor(heap: Heap, edges: readonly number[]) {
    this.heap = heap
    this.edges = edges
  }

  /** Number of edges. */
  get length(): number {
    return this.edges.length
  }

  /** The node that edge `at` leaves. */
  from(at: number): number {
    return this.heap.edgeFrom(this.edges[at])
  }

  /** The node that edge `at` points to. */
  to(at: number): number {
    return this.heap.edgeTo(this.edges[at])
  }

  /** The name or index of edge `at`; undefined past the end. */
  label(at: number): string | number | undefined {
    return at < this.edges.length ? this.heap.edgeLabel(this.edges[at]) : undefined
  }

  /** V8's kind of edge `at`; undefined past the end. */
  type(at: number): string | undefined {
    return at < this.edges.length ? this.heap.edgeTypeName(this.edges[at]) : undefined
  }
}
