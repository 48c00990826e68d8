import timers from 'node:timers'
import { types } from 'node:util'
import { CaptureError } from '../errors.ts'
import type { Post } from './inspector.ts'
import { withInspector } from './inspector.ts'
import type { Realm } from './realms.ts'
import { listRealms, rememberRealm } from './realms.ts'

/** What realms exchange while one is asked: `node:v8` is the one object that every realm of every runner shares. */
interface Bridge {
  readonly prototypes: readonly object[]
  /** Made in the asked realm and held here: the answer must show it. */
  heldProbe: object | undefined
  /** Made in the asked realm and held nowhere: the answer must not show it. */
  droppedProbe: WeakSet<object>
  answer: readonly object[] | undefined
  /** The `Object` of the realm that was entered last. */
  realmIntrinsic: object | undefined
}

interface EvaluateAnswer {
  result: { type: string; objectId?: string }
  exceptionDetails?: { exception?: { description?: string } }
}

// neither imported nor required: a vm pool hands out a copy of the module then
const v8 = process.getBuiltinModule('node:v8') as unknown as Record<string, Bridge | undefined>
// the test's environment may have no setImmediate (jsdom), or a fake one
const immediate = timers.setImmediate
const BRIDGE = '__toleak_bridge__'
const OBJECT_GROUP = 'toleak'

/**
 * Calls `visit` with every live instance of the prototypes, subclasses included, prototype objects left out; an instance of two of
 * them is visited twice. Live means reachable after V8's strongest collection, in any realm.
 *
 * Each answer is proven by two probes, one held and one dropped, made in the asked realm on the asked prototype; a third, made here,
 * proves that the realm of the test itself was asked.
 *
 * @throws CaptureError if an answer misses a held probe or shows a dropped one
 *
 * Cost: one pass of V8 over the heap for each realm and prototype.
 * Source: `Runtime.queryObjects` sees only objects whose creation context is the asking realm, hence one question for each realm.
 */
export function visitLiveInstances(prototypes: readonly object[], visit: (instance: object) => void): void {
  withInspector('count live instances', (post, listen) => {
    const bridge: Bridge = {
      prototypes,
      heldProbe: undefined,
      droppedProbe: new WeakSet(),
      answer: undefined,
      realmIntrinsic: undefined,
    }
    const ownProbes = new Set<object>(prototypes.map((prototype) => ({ __proto__: prototype })))
    const seenOwnProbes = new Set<object>()
    const visitOthers = (instance: object) =>
      void (ownProbes.has(instance) ? seenOwnProbes.add(instance) : visit(instance))
    v8[BRIDGE] = bridge
    try {
      // all are entered, and so held, before the first is asked, since asking collects garbage
      const entered = listRealms(post, listen).map((realm) => enterRealm(post, realm, bridge))
      for (const realm of entered) askRealm(post, realm, bridge, visitOthers)
      if (seenOwnProbes.size < ownProbes.size)
        throw new CaptureError(
          'Cannot measure here: no realm that the inspector lists shows a probe of the realm that the test runs in. Its objects would go unseen.',
        )
    } finally {
      // a sandbox's object left on a shared module would keep its whole realm alive
      delete v8[BRIDGE]
      post('Runtime.releaseObjectGroup', { objectGroup: OBJECT_GROUP })
    }
  })
}

/** A realm that an object of its own keeps alive until the session ends. */
interface EnteredRealm {
  readonly name: string
  /** The object, by which commands in this realm can name the bridge. */
  readonly objectId: string
}

function enterRealm(post: Post, realm: Realm, bridge: Bridge): EnteredRealm {
  const { result, exceptionDetails } = post<EvaluateAnswer>('Runtime.evaluate', {
    contextId: realm.contextId,
    // gives `require` in every realm; a vm sandbox has none of its own
    includeCommandLineAPI: true,
    objectGroup: OBJECT_GROUP,
    silent: true,
    expression: `(() => {
      const bridge = require('node:v8').${BRIDGE}
      bridge.realmIntrinsic = {}.constructor
      return { bridge }
    })()`,
  })
  const intrinsic = bridge.realmIntrinsic
  bridge.realmIntrinsic = undefined
  if (exceptionDetails || result.objectId === undefined)
    throw new CaptureError(
      `Cannot measure here: realm "${realm.name}" answered "${exceptionDetails?.exception?.description ?? result.type}", expected the bridge to the asking code. Objects of that realm would go unseen.`,
    )
  if (intrinsic) rememberRealm(realm, intrinsic)
  return { name: realm.name, objectId: result.objectId }
}

function askRealm(post: Post, realm: EnteredRealm, bridge: Bridge, visit: (instance: object) => void): void {
  for (let index = 0; index < bridge.prototypes.length; index++) {
    queryPrototype(post, realm, index)
    acceptAnswer(bridge, realm, visit)
  }
}

function queryPrototype(post: Post, realm: EnteredRealm, prototypeIndex: number): void {
  const { result } = post<{ result: { objectId: string } }>('Runtime.callFunctionOn', {
    objectId: realm.objectId,
    objectGroup: OBJECT_GROUP,
    silent: true,
    functionDeclaration: `function (index) {
      const { bridge } = this
      const prototype = bridge.prototypes[index]
      // not Object.create: V8 caches its map at the prototype, so the second realm's probes would belong to the first
      bridge.heldProbe = { __proto__: prototype }
      bridge.droppedProbe.add({ __proto__: prototype })
      return prototype
    }`,
    arguments: [{ value: prototypeIndex }],
  })
  const { objects } = post<{ objects: { objectId: string } }>('Runtime.queryObjects', {
    prototypeObjectId: result.objectId,
    objectGroup: OBJECT_GROUP,
  })
  post('Runtime.callFunctionOn', {
    objectId: objects.objectId,
    functionDeclaration: 'function ({ bridge }) { bridge.answer = this }',
    arguments: [{ objectId: realm.objectId }],
  })
}

/** Only here are live instances in a variable: the frame ends before anything is measured again. */
function acceptAnswer(bridge: Bridge, realm: EnteredRealm, visit: (instance: object) => void): void {
  const { answer, heldProbe, droppedProbe } = bridge
  bridge.answer = undefined
  bridge.heldProbe = undefined
  let seesHeldProbe = false
  let seesDroppedProbe = false
  for (const instance of answer ?? []) {
    if (instance === heldProbe) seesHeldProbe = true
    else if (droppedProbe.has(instance)) seesDroppedProbe = true
    else if (!isPrototypeObject(instance)) visit(instance)
  }
  if (!seesHeldProbe || seesDroppedProbe)
    throw new CaptureError(
      `Cannot measure here: realm "${realm.name}" ${seesHeldProbe ? 'still shows a probe that nothing holds' : 'does not show a probe that is held'}, so its count of live instances means nothing.`,
    )
}

/** Whether `object` is the `prototype` of the function in its own `constructor`; runs no getter and no trap. */
function isPrototypeObject(object: object): boolean {
  if (types.isProxy(object)) return false
  const owner: unknown = Object.getOwnPropertyDescriptor(object, 'constructor')?.value
  if (typeof owner !== 'function' || types.isProxy(owner)) return false
  return Object.getOwnPropertyDescriptor(owner, 'prototype')?.value === object
}

/**
 * Meets every living realm, so that those which die later can be told from the others. To be called at the beginning of a test file: in
 * a turn of its own, when what died in earlier files is struck off. Never fails.
 *
 * Cost: 1 to 3 ms.
 */
export async function meetRealms(): Promise<void> {
  await new Promise((resolve) => immediate(resolve))
  try {
    visitLiveInstances([], () => {})
  } catch {
    // a file without leak assertions must not fail for it; an assertion that cannot measure says so itself
  }
}
