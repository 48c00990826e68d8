import { variableOf } from '../scopes.ts'
import type { Path } from '../path.ts'
import { runnerOf } from '../test-runner.ts'
import type { Retainer } from './retainer.ts'

/** From Vitest's list of callbacks to what an assertion was given are twelve edges. */
const FARTHEST = 14

/** What Vitest runs when the test ends: the user's callbacks, and its own that look after asynchronous assertions. */
export const testCallback: Retainer = {
  name: 'callback at the end of a test',
  read(path, at, scene) {
    if (path.type(at) !== 'element' || path.label(at + 1) !== 'context') return undefined
    if (runnerOf(scene, path.to(at))?.name !== 'Vitest') return undefined
    const given = assertedValue(path, at)
    if (given !== undefined)
      return {
        edges: given + 1 - at,
        words: 'given to an `expect` with `.resolves`, `.rejects` or `poll`',
        keeps: true,
        advice: ['Vitest keeps it until the test ends: await the value first, then `expect` it.'],
      }
    const callback = variableOf(path.heap, path.edges[at + 2]) === 'fn' ? at + 2 : undefined
    if (callback === undefined) return undefined
    return {
      edges: callback + 1 - at,
      words: 'callback of `onTestFinished` or `onTestFailed`',
      keeps: true,
      advice: ['Vitest keeps the callback until the test ends.'],
    }
  },
}

/** The edge from the flags of an assertion to its subject. */
function assertedValue(path: Path, at: number): number | undefined {
  for (let edge = at + 2; edge < Math.min(at + FARTHEST, path.length); edge++)
    if (path.label(edge) === '__flags' && path.label(edge + 1) === 'object') return edge + 1
  return undefined
}
