import { getHeapStatistics } from 'node:v8'
import { runInThisContext } from 'node:vm'
import { CaptureError } from '../errors.ts'
import type { Listen, Post } from './inspector.ts'
import { GC_REALM_NAME } from './gc.ts'
import { sharedValue, shareValue } from './shared-value.ts'

/** A V8 context: the main one, a test environment's, a vm sandbox. */
export interface Realm {
  /** The inspector's number for it. */
  readonly contextId: number
  readonly name: string
  /** Whether Node itself runs in it; it lives as long as the isolate. */
  readonly isMain: boolean
}

interface ListedContext {
  readonly id: number
  readonly name: string
  readonly auxData?: { readonly isDefault?: boolean }
}

/**
 * Every living realm of this isolate that can own objects of the user.
 *
 * A realm that was collected stays on the inspector's list until some later turn of the event loop, and V8 crashes (Node 24 and 26)
 * when it is entered. How many are dead is known from the heap's own count of contexts; which, from the witnesses of earlier visits,
 * unless all that are new are dead.
 *
 * @throws CaptureError if a listed realm is dead and cannot be told from the others
 */
export function listRealms(post: Post, listen: Listen): Realm[] {
  const listed: Realm[] = []
  listen('Runtime.executionContextCreated', ({ context }: { context: ListedContext }) => {
    listed.push({ contextId: context.id, name: context.name, isMain: context.auxData?.isDefault === true })
  })
  post('Runtime.enable')
  post('Runtime.disable')
  const living = withoutDead(listed, post, listen)
  const witnesses = sharedWitnesses()
  for (const contextId of witnesses.keys())
    if (!living.some((realm) => realm.contextId === contextId)) witnesses.delete(contextId)
  return living.filter(({ name }) => name !== GC_REALM_NAME).sort((a, b) => a.contextId - b.contextId)
}

function withoutDead(listed: readonly Realm[], post: Post, listen: Listen): Realm[] {
  const witnesses = sharedWitnesses()
  const isKnownDead = ({ contextId }: Realm) =>
    witnesses.has(contextId) && witnesses.get(contextId)?.deref() === undefined
  const living = listed.filter((realm) => !isKnownDead(realm))
  const dead = living.length - getHeapStatistics().number_of_native_contexts
  if (dead <= 0) return living

  const own = ownContextId(post, listen)
  const isStranger = ({ contextId, name, isMain }: Realm) =>
    !isMain && contextId !== own && name !== GC_REALM_NAME && !witnesses.has(contextId)
  const strangers = living.filter(isStranger)
  if (dead === strangers.length) return living.filter((realm) => !isStranger(realm))
  throw new CaptureError(
    `Cannot measure here: ${dead} of ${strangers.length} new realms (vm contexts) died in this very turn of the event loop, expected all or none. Let a turn pass first: \`await new Promise(setImmediate)\`.`,
  )
}

/** The realm that this very code runs in: the one that a script is read in which is made here. */
function ownContextId(post: Post, listen: Listen): number | undefined {
  let contextId: number | undefined
  listen(
    'Debugger.scriptParsed',
    ({ url, executionContextId }: { url: string; executionContextId: number }) => {
      if (url === MARKER) contextId = executionContextId
    },
  )
  post('Debugger.enable')
  new Function(`//# sourceURL=${MARKER}`)
  post('Debugger.disable')
  return contextId
}

const MARKER = 'toleak:own-realm'

/**
 * Remembers how to tell that a realm has died.
 *
 * @param intrinsic an object of the realm that lives as long as it does, such as its `Object`; not held, but for the current job
 */
export function rememberRealm({ contextId }: Realm, intrinsic: object): void {
  const witnesses = sharedWitnesses()
  if (!witnesses.has(contextId)) witnesses.set(contextId, new MainWeakRef(intrinsic))
}

const WITNESSES = '__toleak_realms__'
const MainWeakRef = runInThisContext('WeakRef') as typeof WeakRef
const MainMap = runInThisContext('Map') as typeof Map

/**
 * key: contextId; value: an object that lives exactly as long as its realm.
 *
 * Shared by the copies of this module that Jest makes, one a test file, since each meets the realms of the files before it. All of it
 * belongs to the main realm, so that it keeps no other alive.
 */
function sharedWitnesses(): Map<number, WeakRef<object>> {
  let witnesses = sharedValue<Map<number, WeakRef<object>>>(WITNESSES)
  if (!witnesses) shareValue(WITNESSES, (witnesses = new MainMap()))
  return witnesses
}
