import timers from 'node:timers'
import { types } from 'node:util'
import { CaptureError } from '../errors.ts'
import type { Post } from './inspector.ts'
import { withInspector } from './inspector.ts'
import type { Realm } from './realms.ts'
import { listRealms, rememberRealm } from './realms.ts'
import { sharedByRealms } from './shared-value.ts'

/** What realms exchange while one is asked: `node:v8` is the one object that every realm of every runner shares. */
interface Bridge {
  readonly prototypes: readonly object[]
  /** Made in the asked realm and held here: the answer must show them. */
  heldProbes: readonly object[]
  /** Made in the asked realm and held nowhere: the answer must not show it. */
  droppedProbe: WeakSet<object>
  /** All probes of this and of earlier looks. */
  readonly probes: WeakSet<object>
  answer: readonly object[] | undefined
  /** The `Object` of the realm that was entered last. */
  realmIntrinsic: { readonly prototype: object } | undefined
}

/**
 * Every probe that was ever made here. One of an earlier look may still be alive, since V8 may hold for a while what it compiles code
 * for, and must not pass for an instance of the user's.
 */
const allProbes = new WeakSet<object>()

/** What is told of the objects that were found. */
export interface LiveObjectVisitor {
  /** An instance of one of the prototypes. */
  readonly instance: (instance: object) => void
  /**
   * Any ordinary object of the realm that the prototypes belong to, instances among them; what has no prototype is not shown. Called
   * after `instance` was for all instances, if the prototypes are all of one realm.
   */
  readonly anyObject?: (object: object) => void
}

interface EvaluateAnswer {
  result: { type: string; objectId?: string }
  exceptionDetails?: { exception?: { description?: string } }
}

// the test's environment may have no setImmediate (jsdom), or a fake one
const immediate = timers.setImmediate
const BRIDGE = '__toleak_bridge__'
const OBJECT_GROUP = 'toleak'

/**
 * Shows every live instance of the prototypes, subclasses included, prototype objects left out; an instance of two of them may be shown
 * twice. Live means reachable after V8's strongest collection, in any realm.
 *
 * Each answer is proven by probes, some held and one dropped, made in the asked realm on the prototypes; others, made here, prove that
 * the realm of the test itself was asked.
 *
 * @throws CaptureError if an answer misses a held probe or shows a dropped one
 *
 * Cost: one pass of V8 over the heap for each realm, whatever the number of prototypes, if their chains end in the same object; then
 * linear in the objects of the classes' realm.
 * Source: `Runtime.queryObjects` sees only objects whose creation context is the asking realm, hence one question for each realm. It is
 * asked for what inherits from the root of the prototypes, `Object.prototype` as a rule: as dear as for one class.
 */
export function visitLiveInstances(prototypes: readonly object[], visitor: LiveObjectVisitor): void {
  const roots = new Set(prototypes.map(rootOf))
  const isAskedForAll = ({ objectPrototype }: EnteredRealm) =>
    objectPrototype !== undefined && roots.has(objectPrototype)
  withInspector('count live instances', (post, listen) => {
    const bridge: Bridge = {
      prototypes: [...new Set([...prototypes, ...roots])],
      heldProbes: [],
      droppedProbe: new WeakSet(),
      probes: allProbes,
      answer: undefined,
      realmIntrinsic: undefined,
    }
    const ownProbes = new Set<object>(prototypes.map((prototype) => ({ __proto__: prototype })))
    for (const probe of ownProbes) allProbes.add(probe)
    const seenOwnProbes = new Set<object>()
    const instance = (found: object) => {
      if (ownProbes.has(found)) seenOwnProbes.add(found)
      else if (!allProbes.has(found)) visitor.instance(found)
    }
    sharedByRealms[BRIDGE] = bridge
    try {
      // all are entered, and so held, before the first is asked, since asking collects garbage
      const entered = listRealms(post, listen).map((realm) => enterRealm(post, realm, bridge))
      const questions = questionsAbout(prototypes)
      // last the one that shows all objects, when every instance is known
      for (const realm of entered.sort((a, b) => Number(isAskedForAll(a)) - Number(isAskedForAll(b))))
        for (const question of questions) askRealm(post, realm, question, bridge, { ...visitor, instance })
      if (seenOwnProbes.size < ownProbes.size)
        throw new CaptureError(
          'Cannot measure here: no realm that the inspector lists shows a probe of the realm that the test runs in. Its objects would go unseen.',
        )
    } finally {
      // a sandbox's object left on a shared module would keep its whole realm alive
      delete sharedByRealms[BRIDGE]
      post('Runtime.releaseObjectGroup', { objectGroup: OBJECT_GROUP })
    }
  })
}

/** Where the chain of a prototype ends: the `Object.prototype` of its realm, as a rule. */
export function rootOf(prototype: object): object {
  let root = prototype
  for (
    let next: object | null = root;
    next !== null && !types.isProxy(next);
    next = Object.getPrototypeOf(next)
  )
    root = next
  return root
}

/** One question to a realm: what inherits from `asked`, and which of that is an instance of a target. */
interface Question {
  readonly asked: object
  readonly targets: ReadonlySet<object>
}

/** One for each root. */
function questionsAbout(prototypes: readonly object[]): Question[] {
  const targetsOf = new Map<object, Set<object>>()
  for (const prototype of prototypes) {
    const root = rootOf(prototype)
    const targets = targetsOf.get(root) ?? new Set()
    targetsOf.set(root, targets.add(prototype))
  }
  return [...targetsOf].map(([asked, targets]) => ({ asked, targets }))
}

/** A realm that an object of its own keeps alive until the session ends. */
interface EnteredRealm {
  readonly name: string
  /** The object, by which commands in this realm can name the bridge. */
  readonly objectId: string
  /** Its `Object.prototype`. */
  readonly objectPrototype: object | undefined
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
  return { name: realm.name, objectId: result.objectId, objectPrototype: intrinsic?.prototype }
}

function askRealm(
  post: Post,
  realm: EnteredRealm,
  question: Question,
  bridge: Bridge,
  visitor: LiveObjectVisitor,
): void {
  const indexOf = (prototype: object) => bridge.prototypes.indexOf(prototype)
  const { result } = post<{ result: { objectId: string } }>('Runtime.callFunctionOn', {
    objectId: realm.objectId,
    objectGroup: OBJECT_GROUP,
    silent: true,
    functionDeclaration: `function (asked, targets) {
      const { bridge } = this
      // not Object.create: V8 caches its map at the prototype, so the second realm's probes would belong to the first
      bridge.heldProbes = targets.flatMap((target) => {
        const instance = { __proto__: bridge.prototypes[target] }
        return [instance, { __proto__: instance }]
      })
      for (const probe of bridge.heldProbes) bridge.probes.add(probe)
      const dropped = { __proto__: bridge.prototypes[targets[0]] }
      bridge.droppedProbe.add(dropped)
      bridge.probes.add(dropped)
      return bridge.prototypes[asked]
    }`,
    arguments: [{ value: indexOf(question.asked) }, { value: [...question.targets].map(indexOf) }],
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
  acceptAnswer(bridge, realm, question, visitor)
}

/** Only here are live objects in a variable: the frame ends before anything is measured again. */
function acceptAnswer(
  bridge: Bridge,
  realm: EnteredRealm,
  { asked, targets }: Question,
  { instance, anyObject }: LiveObjectVisitor,
): void {
  const { answer, droppedProbe } = bridge
  const unseenProbes = new Set(bridge.heldProbes)
  bridge.answer = undefined
  bridge.heldProbes = []
  let seesDroppedProbe = false
  for (const object of answer ?? []) {
    if (!inheritsFrom(object, targets)) continue
    if (unseenProbes.delete(object)) continue
    if (droppedProbe.has(object)) seesDroppedProbe = true
    else if (!isPrototypeObject(object)) instance(object)
  }
  if (asked === realm.objectPrototype && anyObject) for (const object of answer ?? []) anyObject(object)
  if (unseenProbes.size > 0 || seesDroppedProbe)
    throw new CaptureError(
      `Cannot measure here: realm "${realm.name}" ${seesDroppedProbe ? 'still shows a probe that nothing holds' : 'does not show a probe that is held'}, so its count of live instances means nothing.`,
    )
}

/** Whether one of `prototypes` is on the chain of `object`, up to the first proxy; runs no trap. */
function inheritsFrom(object: object, prototypes: ReadonlySet<object>): boolean {
  for (let at: object | null = object; at !== null && !types.isProxy(at);) {
    at = Object.getPrototypeOf(at) as object | null
    if (at !== null && prototypes.has(at)) return true
  }
  return false
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
    visitLiveInstances([], { instance: () => {} })
  } catch {
    // a file without leak assertions must not fail for it; an assertion that cannot measure says so itself
  }
}
