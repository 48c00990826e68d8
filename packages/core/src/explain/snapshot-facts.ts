import type { Heap } from '../heap/heap.ts'
import { NO_NODE } from '../heap/node-index.ts'
import type { LiveFacts, Script } from './live-facts.ts'

/** What a snapshot by itself tells: the names of scripts. It has neither names of local variables, nor of a block's where small integers stand in it, nor source maps nor the text of functions. */
export function snapshotFacts(heap: Heap): LiveFacts {
  let scripts: ReadonlyMap<number, Script> | undefined
  let traced: ReadonlyMap<number, Script> | undefined
  return {
    script: (scriptId) =>
      (scripts ??= scriptsOf(heap)).get(scriptId) ?? (traced ??= tracedScriptsOf(heap)).get(scriptId),
    source: () => undefined,
    suspendedFunction: () => undefined,
    scopeVariables: () => undefined,
  }
}

/** A script as a snapshot shows it. */
export interface SnapshotScript extends Script {
  readonly node: number
}

/** The scripts that functions of a heap come from, by V8's script id. */
export function scriptsOf(heap: Heap): Map<number, SnapshotScript> {
  const { count, node, scriptId } = heap.columns.locations
  const closure = heap.nodeTypeOf('closure')
  const scripts = new Map<number, SnapshotScript>()
  for (let place = 0; place < count; place++) {
    if (heap.columns.nodeType[node[place]] !== closure || scripts.has(scriptId[place])) continue
    const script = scriptNodeOf(heap, node[place])
    if (script !== NO_NODE)
      scripts.set(scriptId[place], { url: heap.name(script), sourceMapUrl: '', node: script })
  }
  return scripts
}

/** The scripts that functions of allocation traces come from, whether anything of them is still alive or not. */
function tracedScriptsOf(heap: Heap): Map<number, Script> {
  const scripts = new Map<number, Script>()
  const { functions } = heap.columns.allocations ?? {}
  if (!functions) return scripts
  const { count, scriptId, scriptName } = functions
  for (let at = 0; at < count; at++)
    if (!scripts.has(scriptId[at]))
      scripts.set(scriptId[at], { url: heap.columns.strings.get(scriptName[at]), sourceMapUrl: '' })
  return scripts
}

/** The node of the script that a function stands in, whose name is the script's; NO_NODE if the snapshot does not show it. */
function scriptNodeOf(heap: Heap, code: number): number {
  const shared = heap.follow(code, 'shared')
  if (shared === NO_NODE) return NO_NODE
  const script = heap.follow(shared, 'script')
  // Node 20
  return script === NO_NODE ? heap.follow(shared, 'script_or_debug_info') : script
}
