import type { Heap } from '../heap/heap.ts'
import { inParts } from '../heap/in-parts.ts'
import { NO_NODE } from '../heap/node-index.ts'
import type { Scene } from './scene.ts'
import { stringText } from './string-text.ts'

/** A test runner whose books keep objects alive. */
export interface Runner {
  /** `Vitest` */
  readonly name: string
  /** What its tests call: `vi`. */
  readonly api: string
}

const VITEST: Runner = { name: 'Vitest', api: 'vi' }
const JEST: Runner = { name: 'Jest', api: 'jest' }

/** The runner that a function, or the class of an object, belongs to. */
export function runnerOf(scene: Scene, node: number): Runner | undefined {
  const path = scene.scriptPath(node) ?? ''
  if (/[\\/]node_modules[\\/](@?vitest|tinyspy)[\\/]/.test(path)) return VITEST
  return /[\\/]node_modules[\\/](@jest|jest-[a-z]+)[\\/]/.test(path) ? JEST : undefined
}

/** An object of a runner's books that holds what tests gave it, and the words for it. */
export interface RunnerBook {
  readonly node: number
  readonly label: string
}

/** The books of Vitest and Jest in a heap. Cost: linear in edges. */
export function runnerBooks(scene: Scene): RunnerBook[] {
  const { heap } = scene
  const books: RunnerBook[] = []
  for (const edge of edgesLabelled(heap, Object.keys(BOOKS))) {
    const book = BOOKS[String(heap.edgeLabel(edge))]?.(scene, edge)
    if (book) books.push(...book)
  }
  return books
}

/** key: label of an edge that leads to a book, or from one; value: the books there. */
const BOOKS: Readonly<Record<string, (scene: Scene, edge: number) => RunnerBook[] | undefined>> = {
  MOCK_RESTORE: ({ heap }, edge) => setBook(heap, edge, "Vitest's mocks"),
  _spyState: ({ heap }, edge) => setBook(heap, edge, "Jest's mocks"),
  _clock: fakeTimers,
  onFinished: callbacksOfTest,
  onFailed: callbacksOfTest,
  meta: ({ heap }, edge) => {
    const task = heap.edgeFrom(edge)
    return isTask(heap, task)
      ? [{ node: heap.edgeTo(edge), label: `\`task.meta\` of ${testWords(heap, task)}` }]
      : undefined
  },
  matcherResult: ({ heap }, edge) => [
    { node: heap.edgeTo(edge), label: "a runner's record of a failed assertion" },
  ],
}

function setBook(heap: Heap, edge: number, label: string): RunnerBook[] | undefined {
  const node = heap.edgeTo(edge)
  return heap.name(node) === 'Set' ? [{ node, label }] : undefined
}

/** The pending timers only: the clock itself knows the global object. */
function fakeTimers(scene: Scene, edge: number): RunnerBook[] | undefined {
  const { heap } = scene
  const runner = runnerOf(scene, heap.edgeFrom(edge))
  if (!runner) return undefined
  const clock = heap.edgeTo(edge)
  return ['timerHeap', 'timers']
    .map((label) => heap.follow(clock, label))
    .filter((node) => node !== NO_NODE)
    .map((node) => ({ node, label: `${runner.name}'s fake timers` }))
}

function callbacksOfTest({ heap }: Scene, edge: number): RunnerBook[] | undefined {
  const task = heap.edgeFrom(edge)
  const node = heap.edgeTo(edge)
  if (!isTask(heap, task) || heap.name(node) !== 'Array') return undefined
  return [{ node, label: testWords(heap, task) }]
}

/** Whether `node` is what Vitest knows of a test or of a group of them. */
function isTask(heap: Heap, node: number): boolean {
  return ['name', 'file', 'meta'].every((label) => heap.follow(node, label) !== NO_NODE)
}

function testWords(heap: Heap, task: number): string {
  const name = stringText(heap, heap.follow(task, 'name'))
  return name === undefined ? 'a test' : `test ${JSON.stringify(name)}`
}

function* edgesLabelled(heap: Heap, labels: readonly string[]): Generator<number> {
  const { edgeCount, edgeName, strings } = heap.columns
  // index: string; value: 1 for the labels
  const isWanted = new Uint8Array(strings.count)
  for (const label of labels) {
    const name = strings.indexOf(label)
    if (name >= 0) isWanted[name] = 1
  }
  const found: number[] = []
  inParts(edgeCount, (first, end) => {
    for (let edge = first; edge < end; edge++) if (isWanted[edgeName[edge]] === 1) found.push(edge)
  })
  // an element's number may be equal to the number of a name
  for (const edge of found) if (labels.includes(String(heap.edgeLabel(edge)))) yield edge
}
