import type { Heap } from '../heap/heap.ts'
import type { NodeSet } from '../heap/node-set.ts'
import { NO_NODE } from '../heap/node-index.ts'
import type { TraceRoot } from './leak-trace.ts'
import { isTimerList, TIMER_LIST_NAMES } from './retainers/timer.ts'
import type { Scene } from './scene.ts'
import { shownPath } from './shown-place.ts'
import { runnerBooks } from './test-runner.ts'
import { enclosingScope, functionsIn, isModuleScope, isScope, SCOPE_NAME, scopeOwnerName } from './scopes.ts'

/** Where the explanation of a leak may begin: something that people know to be alive, and why. */
export interface Beginning {
  /** What a path that begins here costs more than one from a module of the user. */
  readonly cost: number
  /** Its words, asked for only when a trace does begin here. */
  describe(): TraceRoot
}

/** What the explanation knows of the run beyond the heap. */
export interface RunFacts {
  /** Places are shown relative to it. */
  readonly projectRoot: string
  /** `suite > test`; undefined outside a test. */
  readonly testName?: string
  /** The node of the body that was measured, when it is known. */
  readonly body?: number
}

/** Costs of beginnings: the user's own code first, then the packages, then what runs the tests, then V8's bare roots. */
const COST = {
  module: 0,
  runningTest: 0,
  runnerBook: 0,
  timers: 2,
  // dearer than a variable that holds the window of a test's own page
  window: 4,
  global: 6,
  package: 30,
  nodeInternal: 80,
  unknownModule: 90,
  root: 400,
} as const

/**
 * Every beginning of this heap: module scopes, the running test's scope, global objects, timers, and V8's root as the last resort.
 *
 * @param alive what the GC roots keep alive; nothing else can begin a trace
 */
export function findBeginnings(scene: Scene, alive: NodeSet, run: RunFacts): Map<number, Beginning> {
  const { heap } = scene
  const beginnings = new Map<number, Beginning>()
  const testScopes = scopesAround(heap, run.body)
  for (const node of nodesNamed(heap, [SCOPE_NAME, ...TIMER_LIST_NAMES])) {
    if (!alive.has(node)) continue
    if (isTimerList(heap, node)) {
      beginnings.set(node, { cost: COST.timers, describe: () => ({ label: "Node's timers" }) })
      continue
    }
    const beginning = scopeBeginning(scene, node, run, testScopes.has(node))
    if (beginning) beginnings.set(node, beginning)
  }
  for (const { node, label } of runnerBooks(scene))
    if (alive.has(node)) beginnings.set(node, { cost: COST.runnerBook, describe: () => ({ label }) })
  for (const node of globalObjects(heap))
    beginnings.set(node, { cost: COST.global, describe: () => ({ label: 'globalThis' }) })
  for (const node of globalWindows(heap))
    if (alive.has(node)) beginnings.set(node, { cost: COST.window, describe: () => ({ label: 'window' }) })
  beginnings.set(heap.root, { cost: COST.root, describe: () => ({ label: 'the JavaScript engine' }) })
  return beginnings
}

/** The nodes with one of these names, without decoding the names of all. */
function nodesNamed(heap: Heap, names: readonly string[]): number[] {
  const { nodeName, strings } = heap.columns
  const wanted = new Set(names.map((name) => strings.indexOf(name)))
  const found: number[] = []
  for (let node = 0; node < nodeName.length; node++) if (wanted.has(nodeName[node])) found.push(node)
  return found
}

/** The scopes that the measured body sees: of the running test and of what encloses it. */
function scopesAround(heap: Heap, body: number | undefined): Set<number> {
  const scopes = new Set<number>()
  let scope = body === undefined ? NO_NODE : heap.follow(body, 'context')
  for (; scope !== NO_NODE && isScope(heap, scope); scope = enclosingScope(heap, scope)) scopes.add(scope)
  return scopes
}

function scopeBeginning(
  scene: Scene,
  scope: number,
  run: RunFacts,
  aroundBody: boolean,
): Beginning | undefined {
  const { heap } = scene
  if (!isModuleScope(heap, scope))
    return aroundBody ? { cost: COST.runningTest, describe: () => runningTest(scene, scope, run) } : undefined
  for (const code of functionsIn(heap, scope)) {
    const path = scene.scriptPath(code)
    if (path === undefined) continue
    const file = () => scene.placeOf(code)?.file ?? path
    return {
      cost: moduleCost(path),
      describe: () => ({ label: `module ${shownPath(file(), run.projectRoot)}` }),
    }
  }
  return undefined
}

function runningTest(scene: Scene, scope: number, { testName, body }: RunFacts): TraceRoot {
  const owner = scopeOwnerName(scene.heap, scope)
  const place = body === undefined ? undefined : scene.placeOf(body)
  if (testName !== undefined) return { label: `running test ${JSON.stringify(testName)}`, place }
  return { label: owner ? `running function ${owner}` : 'the running function', place }
}

function moduleCost(path: string): number {
  if (path.startsWith('node:')) return COST.nodeInternal
  if (/[\\/]node_modules[\\/]/.test(path)) return COST.package
  return path === '' ? COST.unknownModule : COST.module
}

/** The windows of pages that tests run in: `globalThis.window`. */
function globalWindows(heap: Heap): number[] {
  return globalObjects(heap)
    .map((global) => heap.follow(global, 'window'))
    .filter((node) => node !== NO_NODE && heap.typeName(node) === 'object' && /Window/.test(heap.name(node)))
}

/** The global objects: what the root's shortcuts name, or what those native contexts hold. */
function globalObjects(heap: Heap): number[] {
  const found: number[] = []
  const { firstEdge } = heap.columns
  for (let edge = firstEdge[heap.root]; edge < firstEdge[heap.root + 1]; edge++) {
    if (heap.edgeTypeName(edge) !== 'shortcut') continue
    const named = heap.edgeTo(edge)
    // from Node 26 on a native context, which has the object with the properties and the one that code refers to
    const parts = ['global_object', 'global_proxy_object'].map((label) => heap.follow(named, label))
    const ofContext = parts.filter((part) => part !== NO_NODE)
    found.push(...(ofContext.length > 0 ? ofContext : [named]))
  }
  return found
}
