import type { LiveObjects } from '../capture/live-objects.ts'
import { isSuspendable } from '../explain/labels.ts'
import type { LiveFacts, SuspendedFunction } from '../explain/live-facts.ts'
import { scriptPath } from '../explain/script-path.ts'
import { snapshotFacts } from '../explain/snapshot-facts.ts'
import type { Heap } from '../heap/heap.ts'

/** Functions asked about; each costs a walk of V8's over the heap. */
const MOST_FUNCTIONS = 10

/**
 * Whether Node's interactive REPL runs. It previews each line while it is typed, by an inspector session of its own, after which V8
 * numbers all objects anew: nothing can be asked later.
 */
export function isInRepl(): boolean {
  const repl = process.getBuiltinModule('node:repl') as { repl?: unknown } | undefined
  return repl?.repl !== undefined
}

/** What the live isolate tells about the program's own suspended functions, asked at once. */
export function learnFacts(heap: Heap, live: LiveObjects): LiveFacts {
  const facts = live.facts()
  const fallback = snapshotFacts(heap)
  const suspended = new Map<number, SuspendedFunction | undefined>()
  for (const node of suspendedFunctions(heap, fallback)) {
    if (suspended.size === MOST_FUNCTIONS) break
    suspended.set(heap.id(node), facts?.suspendedFunction(heap.id(node)))
  }
  live.close()
  return {
    script: fallback.script,
    source: fallback.source,
    suspendedFunction: (nodeId) => suspended.get(nodeId),
    scopeVariables: () => undefined,
  }
}

/** Those of the program, the youngest first: not of Node itself. */
function suspendedFunctions(heap: Heap, { script }: LiveFacts): number[] {
  const object = heap.nodeTypeOf('object')
  const found: number[] = []
  for (let node = 0; node < heap.nodeCount; node++) {
    if (heap.columns.nodeType[node] !== object || !isSuspendable(heap, node)) continue
    const location = heap.location(heap.follow(node, 'function'))
    const url = location && script(location.scriptId)?.url
    if (url !== undefined && !scriptPath(url).startsWith('node:')) found.push(node)
  }
  return found.sort((a, b) => heap.id(b) - heap.id(a))
}
