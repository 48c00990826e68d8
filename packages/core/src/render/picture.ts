import type { LeakGraph, LeakNode } from '../explain/leak-graph.ts'
import { foldEqual } from './fold.ts'
import { keepNearest } from './nearest.ts'

/** What the picture shows, before anything is drawn: the boxes and arrows of a leak graph, folded, limited and in an order of their own. */
export interface Picture {
  /** Roots first, each box after some holder of it. */
  readonly boxes: readonly PictureBox[]
  readonly arrows: readonly PictureArrow[]
  /** Number of objects of the graph that no box stands for. */
  readonly leftOut: number
}

/** One object, or several equal ones. */
export interface PictureBox extends Omit<LeakNode, 'nodeId'> {
  /** Number of objects the box stands for. */
  readonly count: number
  /** Number of holders that the picture does not show. */
  readonly moreParents: number
}

/** All references from one box to another that are cut together, or kept together. */
export interface PictureArrow {
  /** Index in `boxes`. */
  readonly from: number
  /** Index in `boxes`. */
  readonly to: number
  /** Words for each different reference; user text, unescaped. */
  readonly labels: readonly string[]
  /** Where the reference is declared, if that is one place. */
  readonly place?: string
  readonly cut: boolean
  readonly onTrace: boolean
  /** Number of objects in between that are left out; 0 is a reference, anything else the way through them. */
  readonly leftOut: number
}

/** Boxes a picture may have: what still fits on a screen. */
export const MAX_BOXES = 60

/**
 * The picture of a leak graph. It depends on the words and the shape of the graph alone: not on V8's ids, on node keys, or on the
 * order in which nodes and edges were put in.
 *
 * @param maxBoxes beyond it, what is far from the survivors and on no trace is left out
 */
export function pictureOf(graph: LeakGraph, maxBoxes = MAX_BOXES): Picture {
  return keepNearest(foldEqual(graph), maxBoxes)
}
