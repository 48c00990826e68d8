import { computeDominated } from '../heap/dominated.ts'
import type { Heap, ScriptLocation } from '../heap/heap.ts'
import { classNameOf } from './class-names.ts'

/** The nodes of one class. */
export interface ClassSummary {
  /** The class of objects; `Function`, `(string)`, `(array)`, `(system)` and the like for other nodes. */
  readonly className: string
  /** Where the class is written: tells classes of equal names apart. Undefined for built-in ones. */
  readonly location?: ScriptLocation
  /** Number of nodes. */
  readonly count: number
  /** Bytes of the nodes themselves. */
  readonly shallowSize: number
  /** Bytes that go when all of them go. A node inside another one of its class is counted once. */
  readonly retainedSize: number
}

const NO_CLASS = -1

/** The class of each node, as a number. */
export interface Classes {
  /** index: node; value: its class */
  readonly classOf: Readonly<Int32Array>
  /** index: class */
  readonly classes: readonly Pick<ClassSummary, 'className' | 'location'>[]
}

/**
 * Which nodes are of one class. Objects whose classes share a name, but not a place in the source, are of different classes.
 *
 * Cost: linear; 4 bytes a node.
 */
export function computeClasses(heap: Heap): Classes {
  const { nodeCount, columns } = heap
  const { nodeType, nodeName, locations } = columns
  const isNamed = columns.nodeTypeNames.map((type) => type === 'object' || type === 'native')
  const classOf = new Int32Array(nodeCount)
  const classes: Pick<ClassSummary, 'className' | 'location'>[] = []

  // what tells classes apart without looking at text: the type, or for objects the name and the place
  const classByType = new Int32Array(columns.nodeTypeNames.length).fill(NO_CLASS)
  const classByName = new Int32Array(columns.strings.count).fill(NO_CLASS)
  const classByPlace = new Map<string, number>()
  const classByText = new Map<string, number>()
  const classOfText = (node: number) => {
    const className = classNameOf(heap, node)
    const known = classByText.get(className)
    if (known !== undefined) return known
    classByText.set(className, classes.length)
    return classes.push({ className }) - 1
  }

  let place = 0
  for (let node = 0; node < nodeCount; node++) {
    while (place < locations.count && locations.node[place] < node) place++
    const type = nodeType[node]
    if (!isNamed[type]) {
      if (classByType[type] === NO_CLASS) classByType[type] = classOfText(node)
      classOf[node] = classByType[type]
    } else if (place < locations.count && locations.node[place] === node) {
      const [scriptId, line, column] = [
        locations.scriptId[place],
        locations.line[place],
        locations.column[place],
      ]
      const key = `${nodeName[node]} ${scriptId}:${line}:${column}`
      const known = classByPlace.get(key)
      classOf[node] = known ?? classes.length
      if (known === undefined) {
        classByPlace.set(key, classes.length)
        classes.push({ className: heap.name(node), location: { scriptId, line, column } })
      }
    } else {
      if (classByName[nodeName[node]] === NO_CLASS) classByName[nodeName[node]] = classOfText(node)
      classOf[node] = classByName[nodeName[node]]
    }
  }
  return { classOf, classes }
}

/**
 * The classes of a heap, with counts and sizes, the greatest retained size first.
 *
 * Cost: linear; 30 bytes a node while it is made.
 */
export function summarizeClasses(heap: Heap, { classOf, classes }: Classes): ClassSummary[] {
  const { nodeCount, shallowSize, retainedSize, dominators } = heap
  const count = new Float64Array(classes.length)
  const shallow = new Float64Array(classes.length)
  const retained = new Float64Array(classes.length)
  for (let node = 0; node < nodeCount; node++) {
    count[classOf[node]]++
    shallow[classOf[node]] += shallowSize[node]
  }

  // down the dominator tree: only the outermost node of a class brings what it retains
  const { firstDominated, dominated } = computeDominated(dominators)
  const depthInClass = new Uint32Array(classes.length)
  const stack = new Uint32Array(nodeCount + 1)
  const nextPlace = new Uint32Array(nodeCount + 1)
  const enter = (node: number, depth: number) => {
    if (depthInClass[classOf[node]]++ === 0) retained[classOf[node]] += retainedSize[node]
    stack[depth] = node
    nextPlace[depth] = firstDominated[node]
  }
  enter(heap.root, 0)
  for (let depth = 0; depth >= 0;) {
    const node = stack[depth]
    const place = nextPlace[depth]++
    if (place < firstDominated[node + 1]) enter(dominated[place], ++depth)
    else {
      depthInClass[classOf[node]]--
      depth--
    }
  }

  return classes
    .map((each, index) => ({
      ...each,
      count: count[index],
      shallowSize: shallow[index],
      retainedSize: retained[index],
    }))
    .sort(
      (a, b) => b.retainedSize - a.retainedSize || b.count - a.count || (a.className < b.className ? -1 : 1),
    )
}
