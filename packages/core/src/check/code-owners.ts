import { isFrameworkScript } from '../explain/framework.ts'
import { isSuspendable } from '../explain/labels.ts'
import { functionsIn, isScope } from '../explain/scopes.ts'
import { scriptPath } from '../explain/script-path.ts'
import { scriptsOf } from '../explain/snapshot-facts.ts'
import type { Heap } from '../heap/heap.ts'
import { NO_NODE } from '../heap/node-index.ts'

/** What a person looks for first: an instance of a class of theirs, then a function of theirs, then anything. */
const USER_CLASS = 0
const USER_FUNCTION = 1
const PLAIN = 1
const OTHERS = 2

/** Objects on the way from one to its holder that are looked at. */
const MOST_HOLDERS = 20

/** Whose code it is that an object is of: the user's, a package's, Node's, a test framework's. */
export class CodeOwners {
  readonly #heap: Heap
  readonly #scripts: ReturnType<typeof scriptsOf>

  constructor(heap: Heap) {
    this.#heap = heap
    this.#scripts = scriptsOf(heap)
  }

  /** How soon a person looks for an object like this: the lowest first. */
  rank(node: number): number {
    const heap = this.#heap
    if (this.isUsers(node))
      return heap.typeName(node) === 'closure' || isSuspendable(heap, node) ? USER_FUNCTION : USER_CLASS
    return this.#pathOf(node) === undefined && heap.typeName(node) === 'object' ? PLAIN : OTHERS
  }

  /** Whether a function or an instance's class is written in a file of the project. */
  isUsers(node: number): boolean {
    const path = this.#pathOf(node)
    return path !== undefined && /^(\/|[A-Za-z]:[\\/])/.test(path) && !/[\\/]node_modules[\\/]/.test(path)
  }

  /** Whether the nearest thing with code of its own that holds an object is a test framework's. */
  isHeldByFramework(node: number): boolean {
    const heap = this.#heap
    const { immediateDominator } = heap.dominators
    let at = immediateDominator[node]
    for (let climbed = 0; climbed < MOST_HOLDERS && at !== heap.root; climbed++) {
      // an object made by a built-in constructor may be of a class that extends it
      const codes = isScope(heap, at)
        ? [first(functionsIn(heap, at))]
        : [at, heap.follow(at, '__proto__', 'constructor')]
      const paths = codes.flatMap((code) =>
        code === undefined || code === NO_NODE ? [] : (this.#pathOf(code) ?? []),
      )
      if (paths.length > 0) return paths.some(isFrameworkScript)
      at = immediateDominator[at]
    }
    return false
  }

  #pathOf(node: number): string | undefined {
    const heap = this.#heap
    const location = heap.location(isSuspendable(heap, node) ? heap.follow(node, 'function') : node)
    const script = location && this.#scripts.get(location.scriptId)
    return script && scriptPath(script.url)
  }
}

function first<Item>(items: Iterable<Item>): Item | undefined {
  for (const item of items) return item
  return undefined
}
