import { setTimeout as pause } from 'node:timers/promises'

/** What both runners give to test files. */
export interface RunnerGlobals {
  describe(name: string, declare: () => void): void
  readonly test: TestFunction & { readonly concurrent: TestFunction }
  beforeEach(hook: () => unknown): void
  afterEach(hook: () => unknown): void
  expect(received: unknown): WatchingAssertions
}

/** Vitest's tests that run at the same time have an `expect` of their own. */
type TestFunction = (
  name: string,
  body: (...context: Partial<Pick<RunnerGlobals, 'expect'>>[]) => unknown,
) => void

interface WatchingAssertions {
  readonly not: Omit<WatchingAssertions, 'not'>
  readonly resolves: WatchingAssertions
  toBe(expected: unknown): unknown
  toLeak(target?: unknown, options?: unknown): unknown
  toBeCollected(options?: unknown): Promise<unknown>
  toHaveLiveInstances(count: number, options?: unknown): unknown
}

/** What both adapters export. */
export interface AdapterApi {
  detectLeaks(target: typeof Parcel, options?: { artifacts?: false; allow?: number }): void
  trackLeaks(target: typeof Parcel, options?: { artifacts?: false }): Probe
  configureLeaks(options: { watch?: typeof Parcel; artifacts?: false }): void
}

interface Probe {
  check(): void
  checkSettled(): Promise<void>
  [Symbol.dispose](): void
}

/** A test that a fixture declares, and what must become of it. */
export interface WatchedCase {
  readonly name: string
  readonly outcome: 'passes' | RegExp
  readonly run: (runner: RunnerGlobals, api: AdapterApi) => unknown
}

/** A class of which hooks and tests leave instances. */
export class Parcel {
  readonly weight = 2
}

/** What is put here stays alive. */
const kept: unknown[] = []

const quiet = { artifacts: false } as const

function leak(): void {
  kept.push(new Parcel())
}

function makeOne(): void {
  new Parcel()
}

/** Tests of a suite that calls `detectLeaks(Parcel)`, and has hooks that make parcels themselves. */
const detected: readonly WatchedCase[] = [
  { name: 'leaves nothing', outcome: 'passes', run: makeOne },
  {
    name: 'leaves one',
    outcome:
      /detectLeaks\(Parcel\)\s+1 instance of Parcel is still alive after the test \(before: \d+\)\.[^]+variable `kept`[^]+born in the test/,
    run: leak,
  },
  { name: 'pitfall 23: leaves nothing after one that did', outcome: 'passes', run: makeOne },
  {
    name: 'leaves one to a hook that cleans up',
    outcome: 'passes',
    run: () => void forCleanup.push(new Parcel()),
  },
  {
    name: 'is async and leaves one',
    outcome: /1 instance of Parcel is still alive after the test/,
    run: async () => {
      await pause(1)
      leak()
    },
  },
  {
    name: 'is async and leaves one for a moment',
    outcome: 'passes',
    run: async () => {
      const parcel = new Parcel()
      setTimeout(() => parcel.weight, 5)
      await pause(1)
    },
  },
  {
    name: 'pitfall 18: fails for a reason of its own, and its error keeps what it left',
    outcome: /^(?![^]*still alive)[^]*reason of its own/,
    run: () => {
      leak()
      throw new Error('reason of its own')
    },
  },
]

const forCleanup: Parcel[] = []
let fromHook: Parcel | undefined

const tracked: readonly WatchedCase[] = [
  {
    name: 'a block that leaves nothing but its variables',
    outcome: 'passes',
    run: (_, { trackLeaks }) => {
      const probe = trackLeaks(Parcel, quiet)
      const parcel = new Parcel()
      probe.check()
      return void parcel.weight
    },
  },
  {
    name: 'a block that leaks',
    outcome:
      /trackLeaks\(Parcel\)\s+1 instance of Parcel is still alive after the block \(before: \d+\)\.[^]+`kept`/,
    run: (_, { trackLeaks }) => {
      const probe = trackLeaks(Parcel, quiet)
      leak()
      probe.check()
    },
  },
  {
    name: 'a block that is disposed of',
    outcome: /trackLeaks\(Parcel\)\s+1 instance of Parcel is still alive after the block/,
    run: (_, { trackLeaks }) => {
      using probe = trackLeaks(Parcel, quiet)
      void probe
      leak()
    },
  },
  {
    name: 'an async block that leaves nothing but its variables',
    outcome: 'passes',
    run: async (_, { trackLeaks }) => {
      const probe = trackLeaks(Parcel, quiet)
      const parcel = new Parcel()
      await pause(1)
      await probe.checkSettled()
      return void parcel.weight
    },
  },
  {
    name: 'an async block that leaks',
    outcome: /trackLeaks\(Parcel\)\s+1 instance of Parcel is still alive after the block[^]+`kept`/,
    run: async (_, { trackLeaks }) => {
      const probe = trackLeaks(Parcel, quiet)
      await pause(1)
      leak()
      await probe.checkSettled()
    },
  },
]

const looked: readonly WatchedCase[] = [
  {
    name: 'an object that goes',
    outcome: 'passes',
    run: ({ expect }) => expect(new WeakRef(new Parcel())).toBeCollected(),
  },
  {
    name: 'an object that stays',
    outcome:
      /expect\(weakRef\)\.not\.toBeCollected|expect\(weakRef\)\.toBeCollected\(\)\s+The Parcel is still alive\.[^]+`kept`/,
    run: ({ expect }) => {
      const parcel = new Parcel()
      kept.push(parcel)
      return expect(new WeakRef(parcel)).toBeCollected(quiet)
    },
  },
  {
    name: 'an object that is to stay, and does',
    outcome: 'passes',
    run: ({ expect }) => expect(new WeakRef(kept)).not.toBeCollected(quiet),
  },
  {
    name: 'what is no WeakRef',
    outcome: /Cannot look whether it is collected: expect\(\) was given an object, expected a WeakRef/,
    run: ({ expect }) => expect({}).toBeCollected(),
  },
  {
    name: 'as many live instances as expected',
    outcome: 'passes',
    run: ({ expect }) => {
      class Crate {}
      expect(Crate).toHaveLiveInstances(0)
      kept.push(new Crate(), new Crate())
      expect(Crate).toHaveLiveInstances(2)
      expect(Crate).not.toHaveLiveInstances(1)
    },
  },
  {
    name: 'more live instances than expected',
    outcome: /expect\(Barrel\)\.toHaveLiveInstances\(1\)\s+2 instances of Barrel are alive\.[^]+`kept`/,
    run: ({ expect }) => {
      class Barrel {}
      kept.push(new Barrel(), new Barrel())
      expect(Barrel).toHaveLiveInstances(1, quiet)
    },
  },
  {
    name: 'fewer live instances than expected',
    outcome: /0 instances of Sack are alive, expected 1\./,
    run: ({ expect }) => {
      class Sack {}
      expect(Sack).toHaveLiveInstances(1, quiet)
    },
  },
]

const CANNOT_TELL =
  /Cannot tell who leaks: \d instances? of Parcel stayed alive, and other tests ran at the same time \([^)]*\) and may have created (it|them), expected this test to run alone/

let tellOfLeak = () => {}
const anotherHasLeaked = new Promise<void>((resolve) => {
  tellOfLeak = resolve
})

/** Tests that run at the same time. */
const concurrent: readonly WatchedCase[] = [
  {
    name: 'pitfall 22: leaves nothing while another leaks',
    outcome: CANNOT_TELL,
    run: ({ expect }) =>
      expect(async () => {
        await anotherHasLeaked
        makeOne()
      }).not.toLeak(Parcel),
  },
  {
    name: 'pitfall 22: leaves one while others run',
    outcome: CANNOT_TELL,
    run: ({ expect }) =>
      expect(async () => {
        await pause(1)
        leak()
        tellOfLeak()
      }).not.toLeak(Parcel, quiet),
  },
  {
    name: 'pitfall 22: leaves one at once',
    outcome: /1 instance of Parcel is still alive after fn\(\) returned/,
    run: async ({ expect }) => {
      await pause(1)
      expect(leak).not.toLeak(Parcel, quiet)
    },
  },
]

/** Tests that run at the same time, of which none leaks. */
const concurrentClean: readonly WatchedCase[] = ['one', 'another'].map((which) => ({
  name: `pitfall 22: leaves nothing, ${which}`,
  outcome: 'passes',
  run: ({ expect }) =>
    expect(async () => {
      await pause(20)
      makeOne()
    }).not.toLeak(Parcel),
}))

/** Tests of a file that has called `configureLeaks({ watch: Parcel })`. */
const projectWide: readonly WatchedCase[] = [
  { name: 'leaves nothing', outcome: 'passes', run: makeOne },
  { name: 'leaves one', outcome: /1 instance of Parcel is still alive after the test/, run: leak },
  { name: 'pitfall 23: leaves nothing after one that did', outcome: 'passes', run: makeOne },
  { name: 'pitfall 23: leaves nothing again', outcome: 'passes', run: makeOne },
  {
    name: 'pitfall 23: leaves one again',
    outcome: /1 instance of Parcel is still alive after the test/,
    run: leak,
  },
]

/** The suites of the fixture, by name; `declareWatched` declares them. */
export const watching = {
  detected,
  tracked,
  looked,
  concurrent,
  'concurrent and clean': concurrentClean,
}

/** The suite of a file of its own. */
export const watchingAll = { 'project-wide': projectWide }

/** Declares the suites with hooks that make and keep parcels, none of which is the tests' doing. */
export function declareWatched(runner: RunnerGlobals, api: AdapterApi): void {
  const { describe, test, beforeEach, afterEach } = runner
  describe('detected', () => {
    api.detectLeaks(Parcel, quiet)
    beforeEach(() => {
      fromHook = new Parcel()
    })
    afterEach(() => {
      forCleanup.length = 0
    })
    for (const { name, run } of detected) test(name, () => run(runner, api))
  })
  describe('tracked', () => {
    for (const { name, run } of tracked) test(name, () => run(runner, api))
  })
  describe('looked', () => {
    for (const { name, run } of looked) test(name, () => run(runner, api))
  })
  for (const [suite, cases] of [
    ['concurrent', concurrent],
    ['concurrent and clean', concurrentClean],
  ] as const)
    describe(suite, () => {
      for (const { name, run } of cases)
        test.concurrent(name, (...[context]) =>
          run({ ...runner, expect: context?.expect ?? runner.expect }, api),
        )
    })
  void fromHook
}

/** Declares the suite that watches every test of the file. */
export function declareProjectWide(runner: RunnerGlobals, api: AdapterApi): void {
  api.configureLeaks({ ...quiet, watch: Parcel })
  runner.describe('project-wide', () => {
    for (const { name, run } of projectWide) runner.test(name, () => run(runner, api))
  })
}
