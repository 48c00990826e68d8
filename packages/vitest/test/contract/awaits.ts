import { setTimeout as pause } from 'node:timers/promises'
import type { WatchedCase } from './watching.ts'

class Parcel {
  readonly weight = 2
}

/** What is put here stays alive. */
const kept: Parcel[] = []

const quiet = { artifacts: false } as const

async function keepOne(): Promise<void> {
  await pause(1)
  kept.push(new Parcel())
}

async function keepNone(): Promise<number> {
  const parcel = new Parcel()
  await pause(1)
  return parcel.weight
}

/** Tests that forget to await, each followed by one that must not be blamed for it, and tests that await in every way. */
export const awaits: readonly WatchedCase[] = [
  {
    name: 'forgets a body that leaks',
    outcome:
      /^InvalidInputError: Cannot tell in time whether expect\(fn\)\.not\.toLeak\(Parcel\) holds: .*Write `await expect\(fn\)\.not\.toLeak\(Parcel\)`\.\s+Awaited, it would have failed:[^]+1 instance of Parcel is still alive[^]+awaits\.ts:\d+/,
    run: ({ expect }) => void expect(keepOne).not.toLeak(Parcel, quiet),
  },
  { name: 'follows one that leaks', outcome: 'passes', run: () => pause(1) },
  {
    name: 'forgets a body that leaves nothing',
    outcome: /Write `await expect\(fn\)\.not\.toLeak\(Parcel\)`\.(?![^]*still alive)/,
    run: ({ expect }) => void expect(keepNone).not.toLeak(Parcel),
  },
  {
    name: 'forgets an object that stays',
    outcome: /Write `await expect\(weakRef\)\.toBeCollected\(\)`\.[^]+is still alive/,
    run: ({ expect }) => void expect(new WeakRef(kept)).toBeCollected(quiet),
  },
  { name: 'follows one that stays', outcome: 'passes', run: () => pause(1) },
  {
    name: 'forgets what comes of a promise',
    outcome: /Write `await expect\(promise\)\.resolves\.not\.toBeCollected\(\)`/,
    run: ({ expect }) => void expect(Promise.resolve(new WeakRef(kept))).resolves.not.toBeCollected(quiet),
  },
  {
    name: 'goes on with then, but does not wait',
    outcome: /Write `await expect\(fn\)\.not\.toLeak\(Parcel\)`/,
    run: ({ expect }) => void (expect(keepNone).not.toLeak(Parcel) as Promise<void>).then(keepNone),
  },
  {
    name: 'fails before it could wait',
    outcome: /^(?![^]*Write `await)[^]*reason of its own/,
    run: ({ expect }) => {
      void expect(keepOne).not.toLeak(Parcel, quiet)
      throw new Error('reason of its own')
    },
  },
  { name: 'follows one that failed', outcome: 'passes', run: () => pause(1) },
  { name: 'returns it', outcome: 'passes', run: ({ expect }) => expect(keepNone).not.toLeak(Parcel) },
  {
    name: 'waits for several',
    outcome: 'passes',
    run: async ({ expect }) => {
      await Promise.all([
        expect(keepNone).not.toLeak(Parcel),
        expect(new WeakRef(kept)).not.toBeCollected(quiet),
      ])
    },
  },
  {
    name: 'returns what then gives',
    outcome: 'passes',
    run: ({ expect }) => (expect(keepNone).not.toLeak(Parcel) as Promise<void>).then(keepNone),
  },
  {
    name: 'keeps it for later',
    outcome: 'passes',
    run: async ({ expect }) => {
      const assertion = expect(keepNone).not.toLeak(Parcel)
      await pause(5)
      await assertion
    },
  },
  {
    name: 'waits for what comes of a promise',
    outcome: 'passes',
    run: ({ expect }) => expect(Promise.resolve(new WeakRef(kept))).resolves.not.toBeCollected(quiet),
  },
]

/** Declares the suite. */
export function declareAwaits(
  runner: Parameters<WatchedCase['run']>[0],
  api: Parameters<WatchedCase['run']>[1],
): void {
  runner.describe('awaits', () => {
    for (const { name, run } of awaits) runner.test(name, () => run(runner, api))
  })
}
