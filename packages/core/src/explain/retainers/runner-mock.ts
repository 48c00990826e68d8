import { NO_ENTRY } from '../../heap/ephemerons.ts'
import type { Path } from '../path.ts'
import type { Scene } from '../scene.ts'
import type { Runner } from '../test-runner.ts'
import { runnerOf } from '../test-runner.ts'
import type { Reading, Retainer } from './retainer.ts'

/** What a mock function of Vitest or Jest remembers of its calls. */
export const mockCalls: Retainer = {
  name: 'calls of a mock function',
  read(path, at, scene) {
    if (path.heap.typeName(path.from(at)) !== 'closure') return undefined
    const remembered = startOfRecords(path, at)
    if (remembered === undefined) return undefined
    const runner = runnerOf(scene, path.from(at))
    const words = runner && recordWords(path, remembered)
    return words && { ...words, edges: words.edges + remembered - at, ...mockHolder(path, at, runner) }
  },
}

/** Vitest hangs the records on the function, Jest keeps them in a WeakMap for it. */
function startOfRecords(path: Path, at: number): number | undefined {
  const inWeakMap = path.heap.ephemerons.entryOf(path.edges[at]) !== NO_ENTRY
  return inWeakMap || path.label(at) === 'mock' ? at + 1 : undefined
}

/** As the tests read it: `.mock.calls[0][1]`, `.mock.results[0].value`. */
function recordWords(path: Path, at: number): { edges: number; words: string } | undefined {
  const records = String(path.label(at))
  if (!/^(calls|contexts|instances|results|settledResults)$/.test(records) || path.type(at + 1) !== 'element')
    return undefined
  const words = `.mock.${records}[${path.label(at + 1)}]`
  if (records === 'calls' && path.type(at + 2) === 'element')
    return { edges: 3, words: `${words}[${path.label(at + 2)}]` }
  return path.label(at + 2) === 'value' ? { edges: 3, words: `${words}.value` } : { edges: 2, words }
}

function mockHolder(path: Path, at: number, runner: Runner): Pick<Reading, 'holder' | 'keeps' | 'advice'> {
  const name = path.heap.name(path.from(at))
  return {
    holder: name === '' || name === 'mockConstructor' ? 'mock function' : `mock function ${name}`,
    keeps: true,
    advice: [
      `Let it forget its calls once they are checked: \`${runner.api}.clearAllMocks()\`, or its \`mockClear()\`.`,
    ],
  }
}

/** What a runner needs to undo a spy, kept until all are undone at once. */
export const undoneSpy: Retainer = {
  name: 'spy to be undone',
  read(path, at, scene) {
    if (path.label(at) === 'table' && isUndo(path, at + 1, scene)) {
      const { api } = runnerOf(scene, path.to(at + 1)) as Runner
      return {
        edges: 2,
        words: 'kept to be undone',
        keeps: true,
        advice: [`\`mockRestore()\` does not let go of it: call \`${api}.restoreAllMocks()\`.`],
      }
    }
    if (at < 2 || path.label(at - 2) !== 'table' || !isUndo(path, at - 1, scene)) return undefined
    let slot = at + 1
    while (path.label(slot) === 'previous') slot++
    return slot < path.length && path.label(at) === 'context'
      ? { edges: slot + 1 - at, words: 'what it spies on', holder: 'spy' }
      : undefined
  },
}

/** Whether edge `at` leads from a collection to a function of a runner that undoes a spy. */
function isUndo(path: Path, at: number, scene: Scene): boolean {
  if (at >= path.length || path.heap.typeName(path.to(at)) !== 'closure') return false
  return path.label(at + 1) === 'context' && runnerOf(scene, path.to(at)) !== undefined
}
