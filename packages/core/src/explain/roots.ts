import { OWN_FOLDER } from '../here.ts'
import type { Heap } from '../heap/heap.ts'
import { NO_NODE } from '../heap/node-index.ts'
import { isProxy, isUserLevel } from './labels.ts'
import type { TraceRoot } from './leak-trace.ts'
import { generationOf } from './module-generations.ts'
import type { Generation } from './module-generations.ts'
import { ownEntry } from './own-entry.ts'
import { STACK_ROOTS } from './retainers/engine-root.ts'
import { EVENT_LOOP, globalHandles, handleWords } from './retainers/node-handle.ts'
import { TARGET } from './retainers/proxy.ts'
import { isTimerList } from './retainers/timer.ts'
import type { Scene } from './scene.ts'
import { shownPath } from './shown-place.ts'
import {
  enclosingScope,
  functionsIn,
  isModuleScope,
  isScope,
  isScriptScope,
  scopeOwnerName,
} from './scopes.ts'
import { runnerBooks } from './test-runner.ts'

/** Where the explanation of a leak may begin: something that people know to be alive, and why. */
export interface Beginning {
  /** What a path that begins here costs more than one from a module of the user. */
  readonly cost: number
  /** What a path that leads through it costs more than its edges; default nothing. */
  readonly costThrough?: number
  /** Of what is open or running: the reference by which Node keeps it. */
  readonly keptBy?: number
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
  /** Suspended functions that wait for the measurement: the test is among them. */
  readonly waiting?: readonly number[]
}

/** Costs of beginnings: the user's own code first, then the packages, then what runs the tests, then V8's bare roots. */
const COST = {
  module: 0,
  runningTest: 0,
  runnerBook: 0,
  timers: 2,
  nodeHandle: 6,
  openSocket: 10,
  openPort: 12,
  nodeRegistry: 5,
  // dearer than a variable that holds the window of a test's own page
  window: 4,
  global: 6,
  package: 30,
  nodeInternal: 80,
  unknownModule: 90,
  root: 400,
  // no dearer than by the root, and no cheaper than anything else
  stack: 600,
} as const

/** The nodes where a trace may begin, if they are alive. */
export type Beginnings = Pick<ReadonlyMap<number, Beginning>, 'get' | 'has'>

/**
 * The beginnings of this heap: module scopes, the running test's scope, global objects, timers, and V8's root as the last resort. A node
 * is looked at when it is asked for.
 */
export function beginningsIn(scene: Scene, run: RunFacts): Beginnings {
  const { heap } = scene
  const testScopes = scopesAround(heap, run.body)
  const waiting = new Set(run.waiting)
  const globals = new Set([...globalObjects(heap), ...sandboxAround(heap, run.body)])
  const windows = new Set(windowsOf(heap, globals))
  const handles = new Map(Array.from(globalHandles(heap), (edge) => [heap.edgeTo(edge), edge]))
  const stacks = new Set(stackRoots(heap))
  const books = new Map(runnerBooks(scene).map(({ node, label }) => [node, label]))
  const known = new Map<number, Beginning | undefined>()

  const find = (node: number): Beginning | undefined => {
    if (node === heap.root) return { cost: COST.root, describe: () => ({ label: 'the JavaScript engine' }) }
    if (stacks.has(node)) return { cost: COST.stack, describe: () => ({ label: 'code that was running' }) }
    if (waiting.has(node)) return { cost: COST.runningTest, describe: () => ({ label: waitingWords(run) }) }
    const book = books.get(node)
    if (book !== undefined) return { cost: COST.runnerBook, describe: () => ({ label: book }) }
    if (windows.has(node)) return { cost: COST.window, describe: () => ({ label: 'window' }) }
    if (globals.has(node)) return { cost: COST.global, describe: () => ({ label: 'globalThis' }) }
    if (isTimerList(heap, node)) return { cost: COST.timers, describe: () => ({ label: "Node's timers" }) }
    const handle = handles.get(node)
    if (handle !== undefined) return handleBeginning(heap, handle)
    return isScope(heap, node) ? scopeBeginning(scene, node, run, testScopes.has(node)) : undefined
  }
  const get = (node: number) => {
    if (!known.has(node)) known.set(node, describedOnce(find(node)))
    return known.get(node)
  }
  return { get, has: (node) => get(node) !== undefined }
}

function describedOnce(beginning: Beginning | undefined): Beginning | undefined {
  if (beginning === undefined) return undefined
  let root: TraceRoot | undefined
  return { ...beginning, describe: () => (root ??= beginning.describe()) }
}

/** What is open or running is told by the reference to the user's object, where there is one beside Node's own. */
function handleBeginning(heap: Heap, keptBy: number): Beginning | undefined {
  const node = heap.edgeTo(keptBy)
  if (heap.name(node) === 'process')
    return { cost: COST.nodeHandle, describe: () => ({ label: '`process`' }) }
  const words = handleWords(heap, node)
  if (words === undefined) return undefined
  // a port is the user's object and Node's in one: better told by who has it
  if (heap.name(node) === 'MessagePort')
    return { cost: COST.openPort, keptBy, describe: () => ({ label: words }) }
  // likewise a socket, by the agent or pool that has it
  const cost = words === 'open socket' ? COST.openSocket : COST.nodeHandle
  return { cost, keptBy, describe: () => ({ label: EVENT_LOOP }) }
}

/** Where this way begins, in words; undefined if people have none for it. */
export function beginningOfWay(
  heap: Heap,
  beginnings: Beginnings,
  [first]: readonly number[],
): Beginning | undefined {
  const kept = beginnings.get(heap.edgeTo(first))
  // it is what is open itself that is held
  if (kept?.keptBy === first) return { cost: kept.cost, describe: () => ({ label: EVENT_LOOP }) }
  return beginnings.get(heap.edgeFrom(first))
}

/** A function that waits for the measurement: the test, or one that the test waits for. */
function waitingWords({ testName }: RunFacts): string {
  return testName === undefined
    ? 'the function that waits for this'
    : `running test ${JSON.stringify(testName)}`
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
    const registry = ownEntry(NODE_REGISTRIES, path)
    if (registry !== undefined)
      return { cost: COST.nodeRegistry, describe: () => ({ label: `Node's ${registry}` }) }
    const cost = moduleCost(path)
    return {
      cost,
      // what Node's own code knows is no better a reason behind one of its public functions
      ...(cost === COST.nodeInternal && { costThrough: cost }),
      describe: () => ({
        label: moduleLabel(heap, scope, shownPath(file(), run.projectRoot), generationOf(scene, scope)),
      }),
    }
  }
  return undefined
}

function moduleLabel(heap: Heap, scope: number, file: string, generation: Generation | undefined): string {
  const label = `${isScriptScope(heap, scope) ? 'script' : 'module'} ${file}`
  if (generation === undefined || generation.number === generation.count) return label
  if (generation.number === undefined)
    return `${label} (one of the ${generation.count} generations that are alive)`
  return `stale ${label} (generation ${generation.number} of the ${generation.count} that are alive)`
}

function runningTest(scene: Scene, scope: number, { testName, body }: RunFacts): TraceRoot {
  const owner = scopeOwnerName(scene.heap, scope)
  const place = body === undefined ? undefined : scene.placeOf(body)
  if (testName !== undefined) return { label: `running test ${JSON.stringify(testName)}`, place }
  return { label: owner ? `function ${owner}, around fn()` : 'the function around fn()', place }
}

/** Modules of Node's that are there to remember what programs give them. */
const NODE_REGISTRIES: Readonly<Record<string, string>> = {
  'node:diagnostics_channel': 'diagnostics channels',
  'node:internal/abort_controller': 'abort signals',
  'node:internal/async_hooks': 'async hooks',
  'node:internal/perf/observe': 'performance observers',
}

function moduleCost(path: string): number {
  if (path.startsWith('node:')) return COST.nodeInternal
  // toleak is a package wherever it is installed, and in its own repository, too
  if (/[\\/]node_modules[\\/]/.test(path) || path.startsWith(OWN_FOLDER)) return COST.package
  return path === '' ? COST.unknownModule : COST.module
}

/**
 * What `vm.createContext` was given for the realm of the measured body, the target if it was a Proxy, as Jest's is. From Node 26 on it
 * alone has what a program sets on the global object of such a realm.
 */
function* sandboxAround(heap: Heap, body: number | undefined): Generator<number> {
  const { firstEdge, edgeTo } = heap.columns
  let realm = body === undefined ? NO_NODE : heap.follow(body, 'context')
  while (realm !== NO_NODE && heap.name(realm) !== 'system / NativeContext')
    realm = heap.follow(realm, 'previous')
  const data = realm === NO_NODE ? NO_NODE : heap.follow(realm, 'embedder_data')
  if (data === NO_NODE) return
  for (let edge = firstEdge[data]; edge < firstEdge[data + 1]; edge++) {
    if (!isUserLevel(heap, edgeTo[edge])) continue
    yield isProxy(heap, edgeTo[edge]) ? heap.follow(edgeTo[edge], TARGET) : edgeTo[edge]
  }
}

/** V8's lists of what the variables of running functions hold. */
function stackRoots(heap: Heap): number[] {
  const { firstEdge, edgeTo } = heap.columns
  const roots = heap.follow(heap.root, 1)
  const lists = roots === NO_NODE ? [] : [...edgeTo.subarray(firstEdge[roots], firstEdge[roots + 1])]
  return lists.filter((list) => heap.name(list) === STACK_ROOTS)
}

/** The windows of pages that tests run in: `globalThis.window`. */
function windowsOf(heap: Heap, globals: Iterable<number>): number[] {
  return [...globals]
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
