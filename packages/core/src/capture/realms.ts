import { getHeapStatistics } from 'node:v8'
import { CaptureError } from '../errors.ts'
import type { Listen, Post } from './inspector.ts'
import { isGcRealm, OWN_GC_REALM } from './gc.ts'

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

/** key: contextId; value: an object that lives exactly as long as its realm */
const witnesses = new Map<number, WeakRef<object>>()

/**
 * Every living realm of this isolate that can own objects of the user.
 *
 * A realm that was collected stays on the inspector's list until some later turn of the event loop, and V8 crashes (Node 24 and 26)
 * when it is entered. How many are dead is known from the heap's own count of contexts; which, from the witnesses of earlier visits, unless all
 * that are new are dead.
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

  const living = withoutDead(listed)
  for (const contextId of witnesses.keys())
    if (!living.some((realm) => realm.contextId === contextId)) witnesses.delete(contextId)
  return living.filter(({ name }) => !isGcRealm(name)).sort((a, b) => a.contextId - b.contextId)
}

function withoutDead(listed: readonly Realm[]): Realm[] {
  const living = listed.filter(({ contextId }) => !isKnownDead(contextId))
  const dead = living.length - getHeapStatistics().number_of_native_contexts
  if (dead <= 0) return living
  const isStranger = ({ contextId, name, isMain }: Realm) =>
    !isMain && name !== OWN_GC_REALM && !witnesses.has(contextId)
  const strangers = living.filter(isStranger)
  if (dead === strangers.length) return living.filter((realm) => !isStranger(realm))
  throw new CaptureError(
    `Cannot measure here: ${dead} of ${strangers.length} new realms (vm contexts) died in this very turn of the event loop, expected all or none. Let a turn pass first: \`await new Promise(setImmediate)\`.`,
  )
}

function isKnownDead(contextId: number): boolean {
  const witness = witnesses.get(contextId)
  return witness !== undefined && witness.deref() === undefined
}

/**
 * Remembers how to tell that a realm has died.
 *
 * @param intrinsic an object of the realm that lives as long as it does, such as its `Object`; not held, but for the current job
 */
export function rememberRealm({ contextId }: Realm, intrinsic: object): void {
  if (!witnesses.has(contextId)) witnesses.set(contextId, new WeakRef(intrinsic))
}
