import type { Path } from '../path.ts'

/** Functions in which jsdom wraps the callbacks it is given. */
const JSDOM_CALLBACKS = /^(callTheUserObjectsOperation|invokeTheCallbackFunction)$/

/**
 * Number of edges from `at` on that lead only from one half of an object to its other: jsdom's element that the page sees and the one
 * that jsdom sees, a callback and the function it is wrapped in. Nobody who uses them thinks of two.
 */
export function passThrough(path: Path, at: number): number {
  let edge = at
  while (edge < path.length && isOtherHalf(path, edge)) edge++
  return edge - at
}

function isOtherHalf(path: Path, at: number): boolean {
  const label = path.label(at)
  if (label === '#impl' || label === '<symbol impl>') return true
  if (label === '<symbol wrapper>') return true
  return label === 'objectReference' && JSDOM_CALLBACKS.test(path.heap.name(path.from(at)))
}
