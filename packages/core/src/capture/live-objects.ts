import { CaptureError } from '../errors.ts'
import type { Inspector } from './inspector.ts'
import { openInspector } from './inspector.ts'
import type { LiveFacts, ScriptPosition } from './live-facts.ts'
import { liveFactsBy } from './live-facts.ts'
import { sharedByRealms } from './shared-value.ts'

const EXCHANGE = '__toleak_exchange__'
const OBJECT_GROUP = 'toleak live objects'

/** The session that all `LiveObjects` of this thread share: if one of them closed a session of its own, V8 would number all objects anew. */
let shared: Inspector | undefined
let users = 0

function use(): Inspector {
  shared ??= openInspector('look up a live object')
  users++
  return shared
}

function release(): void {
  if (--users > 0) return
  shared?.close()
  shared = undefined
}

const whenCollected = new FinalizationRegistry<() => void>((releaseOnce) => releaseOnce())

/**
 * The way between live objects and the nodes of a snapshot of this isolate, by V8's ids.
 *
 * V8 forgets all ids whenever any inspector session ends: that of a debugger, of an assertion, of Node's REPL that previews a line. A
 * witness that the snapshot shows is asked for its id each time, so a wrong answer is never given. The session that asks stays open
 * from the first question to `close()`, or until this object is collected; meanwhile, what is logged to the console stays alive.
 */
export class LiveObjects {
  readonly #witness: object
  readonly #witnessId: number
  #inspector?: Inspector
  #releaseOnce?: () => void
  #facts?: LiveFacts

  /** @param witnessId id in the snapshot of `witness`, a live object */
  constructor(witness: object, witnessId: number) {
    this.#witness = witness
    this.#witnessId = witnessId
  }

  /** Whether V8 has kept the ids of the snapshot. */
  get areIdsValid(): boolean {
    return this.#askId(this.#witness) === this.#witnessId
  }

  /**
   * V8's id of a live object; undefined for one that has none, being younger than the last snapshot.
   *
   * @throws CaptureError if V8 has numbered its objects anew since the snapshot
   */
  idOf(object: object): number | undefined {
    this.#verifyIds()
    return this.#askId(object)
  }

  /**
   * The live object of an id; undefined if it has died, or is none that JavaScript can refer to.
   *
   * @throws CaptureError if V8 has numbered its objects anew since the snapshot
   *
   * Cost: V8 searches the whole heap: 0.2 s for 300,000 nodes.
   */
  objectOf(id: number): object | undefined {
    this.#verifyIds()
    const { post } = this.#open()
    sharedByRealms[EXCHANGE] = { object: undefined }
    try {
      // `$0` in the console is an inspected object by its id, in whatever realm it was made
      post('HeapProfiler.addInspectedHeapObject', { heapObjectId: String(id) })
      post('Runtime.evaluate', {
        expression: `void (require('node:v8').${EXCHANGE}.object = $0)`,
        includeCommandLineAPI: true,
        silent: true,
      })
      const { object } = sharedByRealms[EXCHANGE] as { object: unknown }
      return (typeof object === 'object' && object !== null) || typeof object === 'function'
        ? object
        : undefined
    } catch {
      return undefined
    } finally {
      delete sharedByRealms[EXCHANGE]
    }
  }

  /** Where a live function or class is written; undefined for built-in ones. Needs no valid ids. */
  positionOf(live: object): ScriptPosition | undefined {
    const { post } = this.#open()
    return this.#withRemote(live, (objectId) => {
      const { internalProperties = [] } = post<{
        internalProperties?: { name: string; value?: { value?: unknown } }[]
      }>('Runtime.getProperties', { objectId, ownProperties: true })
      const position = internalProperties.find(({ name }) => name === '[[FunctionLocation]]')?.value
        ?.value as { scriptId: string; lineNumber: number; columnNumber?: number } | undefined
      return (
        position && {
          scriptId: position.scriptId,
          line: position.lineNumber,
          column: position.columnNumber ?? 0,
        }
      )
    })
  }

  /** What only the live isolate can tell about the snapshot's nodes; undefined once V8 has numbered its objects anew. */
  facts(): LiveFacts | undefined {
    if (!this.areIdsValid) return undefined
    const { post, listen } = this.#open()
    return (this.#facts ??= liveFactsBy(post, listen))
  }

  /** Ends the session, if one is open. A later question opens one again, and finds the ids gone. */
  close(): void {
    this.#releaseOnce?.()
    this.#inspector = undefined
    this.#facts = undefined
    whenCollected.unregister(this)
  }

  #open(): Inspector {
    if (this.#inspector) return this.#inspector
    this.#inspector = use()
    let released = false
    this.#releaseOnce = () => {
      if (!released) release()
      released = true
    }
    whenCollected.register(this, this.#releaseOnce, this)
    return this.#inspector
  }

  #verifyIds(): void {
    if (this.areIdsValid) return
    throw new CaptureError(
      'Cannot look up a live object: V8 has numbered all objects anew since this snapshot was taken, expected the ids it had then. ' +
        'That happens when an inspector session ends (a debugger, a leak assertion, a REPL that previews each line): ' +
        'take a new snapshot and look the object up in the same statement.',
    )
  }

  #askId(object: object): number | undefined {
    const { post } = this.#open()
    // what was logged meanwhile is kept by the session
    post('Runtime.discardConsoleEntries')
    return this.#withRemote(object, (objectId) => {
      const { heapSnapshotObjectId } = post<{ heapSnapshotObjectId: string }>(
        'HeapProfiler.getHeapObjectId',
        {
          objectId,
        },
      )
      return Number(heapSnapshotObjectId) || undefined
    })
  }

  /** Calls `ask` with the protocol's name for a live object. */
  #withRemote<Answer>(live: object, ask: (objectId: string) => Answer): Answer {
    const { post } = this.#open()
    sharedByRealms[EXCHANGE] = live
    try {
      const { result } = post<{ result: { objectId?: string } }>('Runtime.evaluate', {
        expression: `require('node:v8').${EXCHANGE}`,
        includeCommandLineAPI: true,
        objectGroup: OBJECT_GROUP,
        silent: true,
      })
      if (result.objectId === undefined)
        throw new CaptureError(
          'Cannot look up a live object: the inspector does not see it, expected the object that was handed over.',
        )
      return ask(result.objectId)
    } finally {
      delete sharedByRealms[EXCHANGE]
      post('Runtime.releaseObjectGroup', { objectGroup: OBJECT_GROUP })
    }
  }
}
