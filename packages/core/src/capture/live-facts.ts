import type { Listen, Post } from './inspector.ts'
import { withInspector } from './inspector.ts'

/** A script that V8 runs. */
export interface Script {
  /** As V8 has it: a path, a `file:` URL, or a name such as `node:fs`. */
  readonly url: string
  /** A `data:` URL when the transform inlined its map, or empty. */
  readonly sourceMapUrl: string
}

/** A position as V8 counts: line and column are 0-based. */
export interface ScriptPosition {
  readonly scriptId: string
  readonly line: number
  readonly column: number
}

/** A variable of a suspended function or of a scope. `nodeId` is the snapshot id of its value; undefined for primitives. */
export interface LocalVariable {
  readonly name: string
  readonly nodeId: number | undefined
}

/** A function that waits at an `await` or `yield`. */
export interface SuspendedFunction {
  /** Empty when anonymous. */
  readonly name: string
  readonly suspendedAt: ScriptPosition | undefined
  readonly locals: readonly LocalVariable[]
}

/** What only the live isolate knows about the nodes of a snapshot just taken. Valid while the session that numbers objects lasts. */
export interface LiveFacts {
  script(scriptId: number): Script | undefined
  /** The text of a script as V8 runs it. */
  source(scriptId: number): string | undefined
  suspendedFunction(nodeId: number): SuspendedFunction | undefined
  /**
   * The variables that a function captured, in their order: of the scope it was made in, or of the one `between` scopes further out.
   * Undefined if the function has died or V8 does not tell. Cost: V8 searches the whole heap, 0.2 s in a Jest worker.
   */
  scopeVariables(functionId: number, between: number): readonly LocalVariable[] | undefined
}

/** Lets `use` ask the live isolate about nodes of the last snapshot, by their ids; they are void afterwards. */
export function withLiveFacts<Result>(use: (facts: LiveFacts) => Result): Result {
  return withInspector('explain the leak', (post, listen) =>
    use(liveFactsBy(post, listen, 'no user code runs')),
  )
}

/**
 * What a session can tell about the nodes of a snapshot, as long as V8 has not numbered its objects anew since.
 *
 * @param meanwhile what happens until the session is closed
 */
export function liveFactsBy(
  post: Post,
  listen: Listen,
  meanwhile: 'user code may run' | 'no user code runs' = 'user code may run',
): LiveFacts {
  const debugging = debuggingBy(post, meanwhile)
  let scripts: Map<string, Script> | undefined
  const listScripts = () => {
    const found = new Map<string, Script>()
    listen('Debugger.scriptParsed', (parsed: { scriptId: string; url: string; sourceMapURL?: string }) => {
      found.set(parsed.scriptId, { url: parsed.url, sourceMapUrl: parsed.sourceMapURL ?? '' })
    })
    debugging(() => {})
    return found
  }
  const sources = new Map<number, string | undefined>()
  const suspended = new Map<number, SuspendedFunction | undefined>()
  return {
    script: (scriptId) => (scripts ??= listScripts()).get(String(scriptId)),
    source(scriptId) {
      scripts ??= listScripts()
      if (!sources.has(scriptId))
        sources.set(
          scriptId,
          debugging(() => scriptSource(post, scriptId)),
        )
      return sources.get(scriptId)
    },
    suspendedFunction(nodeId) {
      if (!suspended.has(nodeId)) suspended.set(nodeId, describeSuspended(post, nodeId))
      return suspended.get(nodeId)
    },
    scopeVariables: (functionId, between) => describeScope(post, functionId, between),
  }
}

/**
 * Runs what needs the debugger's domain. While that is enabled a `debugger` statement halts the program, and each time that it gets
 * enabled V8 tells of all scripts, which takes 20 ms in a Jest worker: so it stays enabled where no user code runs.
 */
function debuggingBy(post: Post, meanwhile: string): <Result>(use: () => Result) => Result {
  let isEnabled = false
  return (use) => {
    if (!isEnabled) post('Debugger.enable')
    isEnabled = meanwhile === 'no user code runs'
    try {
      return use()
    } finally {
      if (!isEnabled) post('Debugger.disable')
    }
  }
}

function scriptSource(post: Post, scriptId: number): string | undefined {
  try {
    return post<{ scriptSource: string }>('Debugger.getScriptSource', { scriptId: String(scriptId) })
      .scriptSource
  } catch {
    // the script was collected with the last of its functions
    return undefined
  }
}

interface RemoteObject {
  type: string
  objectId?: string
  description?: string
  value?: unknown
}

interface Properties {
  result: { name: string; value?: RemoteObject }[]
  internalProperties?: { name: string; value?: RemoteObject }[]
}

const OBJECT_GROUP = 'toleak live facts'

function describeSuspended(post: Post, nodeId: number): SuspendedFunction | undefined {
  const generator = objectOf(post, nodeId)
  if (!generator) return undefined
  try {
    const internals = new Map(
      propertiesOf(post, generator).internalProperties?.map(({ name, value }) => [name, value]),
    )
    const position = internals.get('[[GeneratorLocation]]')?.value as
      { scriptId: string; lineNumber: number; columnNumber?: number } | undefined
    return {
      name: functionName(internals.get('[[GeneratorFunction]]')?.description),
      suspendedAt: position && {
        scriptId: position.scriptId,
        line: position.lineNumber,
        column: position.columnNumber ?? 0,
      },
      locals: localsOf(post, internals.get('[[Scopes]]')),
    }
  } finally {
    post('Runtime.releaseObjectGroup', { objectGroup: OBJECT_GROUP })
  }
}

function describeScope(post: Post, functionId: number, between: number): LocalVariable[] | undefined {
  const code = objectOf(post, functionId)
  if (!code) return undefined
  try {
    const scopes = propertiesOf(post, code).internalProperties?.find(({ name }) => name === '[[Scopes]]')
    if (!scopes?.value?.objectId) return undefined
    const scope = propertiesOf(post, scopes.value).result.find(({ name }) => name === String(between))?.value
    return scope?.objectId === undefined ? undefined : variablesOf(post, scope)
  } finally {
    post('Runtime.releaseObjectGroup', { objectGroup: OBJECT_GROUP })
  }
}

function variablesOf(post: Post, scope: RemoteObject): LocalVariable[] {
  return propertiesOf(post, scope).result.map(({ name, value }) => ({
    name,
    nodeId: value && nodeIdOf(post, value),
  }))
}

/** The live object of a node; nothing when it has died since. Searches the whole heap: 0.2 s in a Jest worker. */
function objectOf(post: Post, nodeId: number): RemoteObject | undefined {
  try {
    return post<{ result: RemoteObject }>('HeapProfiler.getObjectByHeapObjectId', {
      objectId: String(nodeId),
      objectGroup: OBJECT_GROUP,
    }).result
  } catch {
    return undefined
  }
}

function propertiesOf(post: Post, { objectId }: RemoteObject): Properties {
  return post<Properties>('Runtime.getProperties', { objectId, ownProperties: true })
}

/** The name in a function's source text, which is all that the protocol tells. */
function functionName(source = ''): string {
  const [, name = ''] =
    /^(?:async\s+)?(?:function\s*)?\*?\s*([\p{ID_Start}$_#][\p{ID_Continue}$]*)?\s*\(/u.exec(source) ?? []
  return name
}

/** Variables of the function's own frame: its local and block scopes, not the closures around it. */
function localsOf(post: Post, scopes: RemoteObject | undefined): LocalVariable[] {
  if (!scopes) return []
  const locals: LocalVariable[] = []
  for (const { value: scope } of propertiesOf(post, scopes).result) {
    if (!scope?.objectId || !/^(Local|Block|Catch|With Block)\b/.test(scope.description ?? '')) continue
    locals.push(
      ...variablesOf(post, scope).filter(({ name, nodeId }) => name !== 'this' || nodeId !== undefined),
    )
  }
  return locals
}

function nodeIdOf(post: Post, { objectId }: RemoteObject): number | undefined {
  if (objectId === undefined) return undefined
  const { heapSnapshotObjectId } = post<{ heapSnapshotObjectId: string }>('HeapProfiler.getHeapObjectId', {
    objectId,
  })
  return Number(heapSnapshotObjectId)
}
