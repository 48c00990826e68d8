import { detectLeaks, trackLeaks } from '@toleak/vitest'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { keepNone, keepOne, keepOneLater, kept, Session } from '../src/session.ts'

let fromHook: Session | undefined
const forCleanup: Session[] = []

describe('detected', () => {
  detectLeaks(Session)
  beforeEach(() => {
    fromHook = new Session()
  })
  afterEach(() => {
    forCleanup.length = 0
  })

  test('leaves none', () => {
    forCleanup.push(new Session())
    expect(fromHook?.id).toBe(17)
  })
  test('leaves one', keepOne)
  test('leaves none after one that did', keepNone)
})

describe('looked at', () => {
  test('a sync body that leaks', () => {
    expect(keepOne).not.toLeak(Session)
  })
  test('an async body that leaks', async () => {
    await expect(keepOneLater).not.toLeak(Session)
  })
  test('a block that leaks', () => {
    const probe = trackLeaks(Session)
    keepOne()
    probe.check()
  })
  test('a block that does not', () => {
    const probe = trackLeaks(Session)
    void new Session().id
    probe.check()
  })
  test('an object that stays', async () => {
    keepOne()
    await expect(new WeakRef(kept[0])).toBeCollected()
  })
  test('an object that goes', async () => {
    await expect(new WeakRef(new Session())).toBeCollected()
  })
  test('as many as there are', () => {
    class Crate {}
    const crates = [new Crate(), new Crate()]
    expect(Crate).toHaveLiveInstances(crates.length)
  })
})

describe('awaited', () => {
  test('forgets a body that leaks', () => {
    void expect(keepOneLater).not.toLeak(Session, { artifacts: false })
  })
  test('follows one that forgot', () => {})
  test('forgets a body that does not leak', () => {
    void expect(keepNone).not.toLeak(Session)
  })
  test('forgets an object', () => {
    void expect(new WeakRef(kept)).not.toBeCollected()
  })
  test('forgets what comes of a promise', () => {
    void expect(Promise.resolve(new WeakRef(kept))).resolves.not.toBeCollected()
  })
  test('follows another that forgot', () => {})
  test('returns it', () => expect(keepNone).not.toLeak(Session))
  test('waits for several', async () => {
    await Promise.all([expect(keepNone).not.toLeak(Session), expect(new WeakRef(kept)).not.toBeCollected()])
  })
  test('goes on with then', () => expect(keepNone).not.toLeak(Session).then(keepNone))
  test('keeps it for later', async () => {
    const assertion = expect(keepNone).not.toLeak(Session)
    await keepNone()
    await assertion
  })
})
