import type { Heap } from '../../heap/heap.ts'
import { NO_NODE } from '../../heap/node-index.ts'
import type { Place } from '../leak-trace.ts'
import { ownEntry } from '../own-entry.ts'
import { isPageNode, pageNodeLabel } from '../page-nodes.ts'
import type { Path } from '../path.ts'
import type { Scene } from '../scene.ts'
import type { Retainer } from './retainer.ts'

/** What React keeps for a component: its state, props, effects, refs. All of React's own records between are one reference. */
export const reactComponent: Retainer = {
  name: 'component of React',
  read(path, at, scene) {
    const start = firstFiber(path, at)
    if (start === undefined) return undefined
    const { edge, words, fiber } = throughRecords(path, start)
    const component = componentOf(path.heap, fiber)
    const place = component === NO_NODE ? undefined : scene.placeOf(component)
    const reading = { edges: edge - at, words, declaredAt: place }
    if (isSetter(path.heap, path.from(at)))
      return { ...reading, holder: setterLabel(path, at), place: setterPlace(path, at, scene) }
    return isPageNode(path.heap, path.from(at))
      ? { ...reading, holder: pageNodeLabel(scene, path.from(at)) }
      : reading
  },
}

/** A subscription of `useSyncExternalStore`: what React calls when the store changes. */
export const storeSubscription: Retainer = {
  name: 'subscription to a store',
  read(path, at, scene) {
    if (path.heap.typeName(path.from(at)) !== 'closure' || path.label(at) !== 'context') return undefined
    let slot = at + 1
    while (path.label(slot) === 'previous') slot++
    const held = ownEntry(HELD_BY_SUBSCRIPTION, path.label(slot + 1))
    if (path.label(slot) !== 'inst' || held === undefined) return undefined
    if (!/[\\/]react-dom[\\/]/.test(scene.scriptPath(path.from(at)) ?? '')) return undefined
    return { edges: slot + 2 - at, words: held, holder: 'subscription of `useSyncExternalStore`' }
  },
}

const HELD_BY_SUBSCRIPTION: Readonly<Record<string, string>> = {
  getSnapshot: 'gets the snapshot by',
  value: 'snapshot',
}

/** Fields of React's tree that lead from record to record. */
const TREE = new Set(['alternate', 'child', 'current', 'deletions', 'return', 'sibling'])

/** Names that React hangs on the elements of a page. */
const ON_ELEMENT = /^__react(Container|Fiber|Props)\$/

/** Where the records of React begin on the path: at `at` itself, at a setter of state, or at an element of the page. */
function firstFiber(path: Path, at: number): number | undefined {
  const { heap } = path
  if (isFiber(heap, path.from(at))) return at
  if (path.label(at) === '_internalRoot' || ON_ELEMENT.test(String(path.label(at)))) return at + 1
  return path.label(at) === 'bindings' && isSetter(heap, path.from(at)) ? at + 2 : undefined
}

function isFiber(heap: Heap, node: number): boolean {
  return /^Fiber(Root)?Node$/.test(heap.name(node))
}

/** `setCount` of `useState`, `dispatch` of `useReducer`: bound to the component and its queue of updates. */
function isSetter(heap: Heap, node: number): boolean {
  const bound = heap.follow(node, 'bound_function')
  return bound !== NO_NODE && /^dispatch(SetState|ReducerAction)$/.test(heap.name(bound))
}

function setterLabel(path: Path, at: number): string {
  const name = componentName(path.heap, setterFiber(path, at))
  return name === undefined ? 'state setter' : `state setter of component ${name}`
}

function setterPlace(path: Path, at: number, scene: Scene): Place | undefined {
  const component = componentOf(path.heap, setterFiber(path, at))
  return component === NO_NODE ? undefined : scene.placeOf(component)
}

function setterFiber(path: Path, at: number): number {
  const bindings = path.heap.follow(path.from(at), 'bindings')
  return bindings === NO_NODE ? NO_NODE : fiberAmong(path.heap, bindings)
}

function fiberAmong(heap: Heap, bindings: number): number {
  const { firstEdge, edgeTo } = heap.columns
  for (let edge = firstEdge[bindings]; edge < firstEdge[bindings + 1]; edge++)
    if (isFiber(heap, edgeTo[edge])) return edgeTo[edge]
  return NO_NODE
}

/** The first edge after React's own records, and words for what it leaves. */
function throughRecords(path: Path, start: number): { edge: number; words: string; fiber: number } {
  const { heap } = path
  let edge = start
  let fiber = start < path.length ? path.from(start) : NO_NODE
  while (edge < path.length && TREE.has(String(path.label(edge))) && isFiber(heap, path.to(edge)))
    fiber = path.to(edge++)
  if (edge >= path.length) return { edge, words: 'renders', fiber }
  const name = componentName(heap, fiber)
  const of = name === undefined ? '' : ` of component ${name}`
  return { ...fieldWords(path, edge, of), fiber }
}

/** Reads the field by which a record of a component leads out of React. */
function fieldWords(path: Path, at: number, of: string): { edge: number; words: string } {
  const field = String(path.label(at))
  if (/^(memoized|pending)Props$/.test(field) && path.type(at + 1) === 'property')
    return { edge: at + 2, words: `prop \`${path.label(at + 1)}\`${of}` }
  if (field === 'stateNode') return { edge: at + 1, words: `instance${of}` }
  if (field === 'dependencies')
    return { edge: skip(path, at + 1, /^(firstContext|next)$/) + 1, words: `context${of}` }
  if (field === 'updateQueue') {
    const end = skip(path, at + 1, /^(lastEffect|next|inst|stores|shared)$/)
    return { edge: end + 1, words: `effect${of}` }
  }
  if (field === 'memoizedState' || /^(lastRenderedState|baseState|queue)$/.test(field))
    return stateWords(path, at, of)
  return { edge: at + 1, words: `React's records${of}` }
}

/** Hooks are chained; what each keeps tells which it is. */
function stateWords(path: Path, at: number, of: string): { edge: number; words: string } {
  const end = skip(path, at, /^(memoizedState|baseState|queue|next|lastRenderedState|inst)$/)
  const label = String(path.label(end))
  if (label === 'element' && path.label(end + 1) === 'props')
    return {
      edge: Math.min(end + 3, path.length),
      words: `prop \`${path.label(end + 2)}\` of the rendered element`,
    }
  if (end < path.length && /^(create|destroy|deps)$/.test(label))
    return { edge: end + 1, words: `effect${of}` }
  if (end < path.length && label === 'current') return { edge: end + 1, words: `ref${of}` }
  if (end < path.length && path.type(end) === 'element')
    return { edge: end + 1, words: `remembered by a hook${of}` }
  return { edge: end, words: `state${of}` }
}

/** Index of the first edge from `at` on whose label is not one of these. */
function skip(path: Path, at: number, labels: RegExp): number {
  let edge = at
  while (edge < path.length && labels.test(String(path.label(edge)))) edge++
  return edge
}

function componentName(heap: Heap, fiber: number): string | undefined {
  const component = componentOf(heap, fiber)
  return component === NO_NODE ? undefined : heap.name(component) || undefined
}

/** The function or class that was rendered; of an element, that of the component which rendered it; else NO_NODE. */
function componentOf(heap: Heap, fiber: number): number {
  for (let at = fiber; at !== NO_NODE && isFiber(heap, at); at = heap.follow(at, 'return')) {
    const type = heap.follow(at, 'type')
    if (type === NO_NODE) continue
    // `memo` and `forwardRef` wrap the function
    const component = [type, heap.follow(type, 'type'), heap.follow(type, 'render')].find(
      (inner) => inner !== NO_NODE && heap.typeName(inner) === 'closure',
    )
    if (component !== undefined) return component
  }
  return NO_NODE
}
