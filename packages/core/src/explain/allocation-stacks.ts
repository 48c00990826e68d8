import type { AllocationColumns } from '../heap/columns.ts'
import { NO_TRACE } from '../heap/columns.ts'
import { NO_NODE } from '../heap/node-index.ts'
import { isClass } from './labels.ts'
import type { AllocationFrame, AllocationStack } from './leak-trace.ts'
import type { Scene } from './scene.ts'
import { scriptPath } from './script-path.ts'

/** Where the stacks of an explanation end. */
export interface AllocationStacksOptions {
  /** The node of the function that was measured: its callers are not shown. */
  readonly body?: number
}

/**
 * The calls in which nodes were created, equal stacks together, the most frequent first; undefined when the heap does not tell, or
 * when all are older than the tracking.
 *
 * Cost: the depth of a stack for each node, one walk over a node's retainers for each function.
 */
export function allocationStacksOf(
  scene: Scene,
  nodes: readonly number[],
  { body }: AllocationStacksOptions = {},
): AllocationStack[] | undefined {
  const { allocations } = scene.heap.columns
  if (!allocations) return undefined
  const bodyCode = body === undefined ? NO_NODE : scene.heap.follow(body, 'shared')
  const bodyId = bodyCode === NO_NODE ? undefined : scene.heap.id(bodyCode)
  const stacks = new Map<string, { count: number; frames: AllocationFrame[] }>()
  for (const node of nodes) {
    const trace = allocations.traceOf[node]
    if (trace === NO_TRACE) continue
    const frames = framesOf(scene, allocations, trace, bodyId)
    const created = creation(scene, node)
    // a derived class is on the stack when its base class creates the instance
    if (frames[0]?.label !== created.label) frames.unshift(created)
    const key = JSON.stringify(frames)
    const known = stacks.get(key)
    if (known) known.count++
    else stacks.set(key, { count: 1, frames })
  }
  return stacks.size === 0 ? undefined : [...stacks.values()].sort((a, b) => b.count - a.count)
}

/** `new Session`, and where the class stands: V8 creates an instance before it calls the constructor, so no stack has it. */
function creation(scene: Scene, node: number): AllocationFrame {
  return { label: `new ${scene.heap.name(node)}`, place: scene.placeOf(node), calls: 1 }
}

/** The calls of a trace, innermost first, to the measured body; calls outside of the user's code folded, those that end it left out. */
function framesOf(
  scene: Scene,
  allocations: AllocationColumns,
  trace: number,
  bodyId: number | undefined,
): AllocationFrame[] {
  const frames: AllocationFrame[] = []
  for (const called of callsOf(allocations, trace, bodyId)) {
    const owner = ownerOf(scene, allocations, called)
    if (owner === ENGINE) continue
    const last = frames.at(-1)
    if (owner === undefined) frames.push(userFrame(scene, allocations, called, bodyId))
    else if (last?.place === undefined && last?.label === owner)
      frames[frames.length - 1] = { ...last, calls: last.calls + 1 }
    else frames.push({ label: owner, calls: 1 })
  }
  while (frames.length > 0 && frames[frames.length - 1].place === undefined) frames.pop()
  return frames
}

/** The functions of a trace, innermost first; nothing outside of the outermost call of the body, if it is there. */
function callsOf(
  { caller, calledFunction, functions }: AllocationColumns,
  trace: number,
  bodyId: number | undefined,
): number[] {
  const calls: number[] = []
  let end = -1
  for (let at = trace; at !== NO_TRACE; at = caller[at]) {
    calls.push(calledFunction[at])
    if (bodyId !== undefined && functions.codeId[calledFunction[at]] === bodyId) end = calls.length
  }
  return end < 0 ? calls : calls.slice(0, end)
}

/** Built-in code, such as `Array.prototype.map`, and V8's own entries. */
const ENGINE = ''

/** Whose code a function is when not the user's: a package's, Node's, the engine's. */
function ownerOf(scene: Scene, { functions }: AllocationColumns, called: number): string | undefined {
  const { scriptId, scriptName } = functions
  if (scriptId[called] === 0) return ENGINE
  const { strings } = scene.heap.columns
  const url = scene.facts.script(scriptId[called])?.url || strings.get(scriptName[called])
  const path = scriptPath(url)
  if (path === '' || path.startsWith('node:') || path.startsWith('internal/')) return 'Node.js'
  const inside = path.split(/[\\/]node_modules[\\/]/)
  if (inside.length === 1) return undefined
  const [scope, name] = inside[inside.length - 1].split(/[\\/]/)
  return scope.startsWith('@') && name !== undefined ? `${scope}/${name}` : scope
}

function userFrame(
  scene: Scene,
  { functions }: AllocationColumns,
  called: number,
  bodyId: number | undefined,
): AllocationFrame {
  const { codeId, line, column, scriptId } = functions
  const name = scene.heap.columns.strings.get(functions.name[called])
  const label = codeId[called] === bodyId ? 'fn' : labelOfCode(scene, codeId[called], name)
  // V8 has the position of the parameters; the name ends there, except in front of those of a constructor
  const start = label.startsWith('new ') ? column[called] : Math.max(0, column[called] - name.length)
  const place = line[called] === -1 ? undefined : scene.place(scriptId[called], line[called], start)
  return { label, place, calls: 1 }
}

function labelOfCode({ heap }: Scene, codeId: number, name: string): string {
  if (name === '') return 'anonymous function'
  const code = heap.nodeById(codeId)
  if (code === NO_NODE) return name
  for (const edge of heap.retainersOf(code))
    if (heap.edgeLabel(edge) === 'shared' && isClass(heap, heap.edgeFrom(edge))) return `new ${name}`
  return name
}
