import type { ContractCase, Expect } from './case.ts'
import { fails, passes } from './case.ts'

/** What the bodies create. */
class Parcel {
  readonly weight = 2

  weigh(): number {
    return this.weight
  }
}

/** What is put here stays alive. */
const kept: unknown[] = []
const quiet = { artifacts: false } as const

/** The part of `vi` and `jest` that mocks. */
interface Mocks {
  fn(implementation: (parcel?: Parcel) => Parcel | undefined): (parcel?: Parcel) => Parcel | undefined
  spyOn(holder: Parcel, method: 'weigh'): unknown
  clearAllMocks(): unknown
  restoreAllMocks(): unknown
}

/** What a runner brings of its own. */
export interface PitfallHost {
  readonly mocks: Mocks
  /** Where the runner has it. */
  readonly onTestFinished?: (callback: () => void) => void
}

/** The part of the runner's `expect` that the bodies use. */
type RunnerExpect = (received: unknown) => {
  readonly not: { toBe(expected: unknown): unknown }
  readonly resolves: { toBeInstanceOf(expected: unknown): Promise<unknown> }
  toBe(expected: unknown): unknown
  toEqual(expected: unknown): unknown
}

/** What a body is given: the host's, and a mock that was made before and stays. It answers with a new parcel only when it is given none. */
interface BodyHost extends PitfallHost {
  readonly post: (parcel?: Parcel) => Parcel | undefined
}

type Body = (host: BodyHost, expect: RunnerExpect) => unknown

interface RunnerTwins {
  readonly name: string
  /** Of what it creates nothing stays. */
  readonly silent: Body
  /** Of what it creates one instance stays. */
  readonly found: Body
  /** What the failure says besides. */
  readonly says: RegExp
}

const logAndCatch: Body = (_, expect) => {
  expect(new Parcel()).toEqual(new Parcel())
  expect(new Parcel()).not.toBe(new Parcel())
  console.log(new Parcel())
  try {
    expect(new Parcel()).toBe(new Parcel())
  } catch {
    // on purpose
  }
}

/** What both runners do. */
const common = (mocks: 'pitfall 15' | 'pitfall 16'): readonly RunnerTwins[] => [
  {
    name: `${mocks}: a mock keeps what it was called with`,
    silent({ post, mocks: { clearAllMocks } }) {
      post(new Parcel())
      clearAllMocks()
    },
    found: ({ post }) => void post(new Parcel()),
    says: /`post`[^]*mock function[^]*\.mock\.calls\[0\]\[0\][^]*clearAllMocks\(\)/,
  },
  {
    name: `${mocks}: a mock keeps what it answered`,
    silent({ post, mocks: { clearAllMocks } }) {
      post()
      clearAllMocks()
    },
    found: ({ post }) => void post(),
    says: /`post`[^]*mock function[^]*\.mock\.(results|settledResults)\[0\][^]*clearAllMocks\(\)/,
  },
  {
    name: `${mocks}: a mock that nobody refers to any more`,
    silent: ({ mocks: { fn } }) => void fn(() => new Parcel())(),
    found({ mocks: { fn } }) {
      fn(() => new Parcel())()
      kept.push(new Parcel())
    },
    says: /variable `kept`/,
  },
  {
    name: `${mocks}: a spy keeps the object that it spies on`,
    silent({ mocks: { spyOn, restoreAllMocks } }) {
      spyOn(new Parcel(), 'weigh')
      restoreAllMocks()
    },
    found: ({ mocks: { spyOn } }) => void spyOn(new Parcel(), 'weigh'),
    says: /kept to be undone[^]*restoreAllMocks\(\)/,
  },
  {
    name: 'pitfall 17: assertions keep what they compared, and the console what was logged',
    silent: logAndCatch,
    found(host, expect) {
      logAndCatch(host, expect)
      kept.push(new Parcel())
    },
    says: /variable `kept`/,
  },
]

const vitestOnly: readonly RunnerTwins[] = [
  {
    name: 'pitfall 17: `.resolves` keeps what it was given until the test ends',
    silent: async (_, expect) => expect(await Promise.resolve(new Parcel())).not.toBe(undefined),
    found: async (_, expect) => expect(Promise.resolve(new Parcel())).resolves.toBeInstanceOf(Parcel),
    says: /test "pitfall 17: [^]*`\.resolves`[^]*await the value first/,
  },
  {
    name: 'pitfall 17: a callback of onTestFinished stays until the test ends',
    silent({ onTestFinished }) {
      const weight = new Parcel().weigh()
      onTestFinished?.(() => void weight)
    },
    found({ onTestFinished }) {
      const parcel = new Parcel()
      onTestFinished?.(() => void parcel.weigh())
    },
    says: /test "pitfall 17: [^]*callback of `onTestFinished`[^]*until the test ends/,
  },
]

const shared = globalThis as { deleted?: Parcel; left?: Parcel }

const jestOnly: readonly RunnerTwins[] = [
  {
    name: 'the environment remembers globals that were deleted',
    silent() {
      shared.deleted = new Parcel()
      delete shared.deleted
    },
    found: () => void (shared.left = new Parcel()),
    says: /globalThis[^]*\.left/,
  },
  {
    name: 'pitfall 17: `.resolves` keeps what it was given',
    silent: async (_, expect) => expect(Promise.resolve(new Parcel())).resolves.toBeInstanceOf(Parcel),
    found: async (_, expect) => {
      kept.push(new Parcel())
      await expect(Promise.resolve(new Parcel())).resolves.toBeInstanceOf(Parcel)
    },
    says: /variable `kept`/,
  },
]

/**
 * Pitfalls that a runner brings: of each a body that leaks nothing, and its twin that does.
 *
 * @param host absent where the cases are only listed
 */
export function runnerPitfalls(runner: 'vitest' | 'jest', host?: PitfallHost): readonly ContractCase[] {
  const own = runner === 'vitest' ? vitestOnly : jestOnly
  return [...common(runner === 'vitest' ? 'pitfall 15' : 'pitfall 16'), ...own].flatMap(
    ({ name, silent, found, says }) => [
      passes(`${name}: is no leak`, (expect) => assertOn(silent, expect, host)),
      fails(
        `${name}: is found where something stays`,
        new RegExp(`1 instance of Parcel is still alive[^]*${says.source}`),
        (expect) => assertOn(found, expect, host),
      ),
    ],
  )
}

async function assertOn(body: Body, expect: Expect, host: PitfallHost | undefined): Promise<void> {
  if (!host) throw new Error('Listed, not to be run.')
  const post = host.mocks.fn((parcel?: Parcel) => (parcel ? undefined : new Parcel()))
  try {
    await expect(() => body({ ...host, post }, expect as unknown as RunnerExpect)).not.toLeak(Parcel, quiet)
  } finally {
    kept.length = 0
    host.mocks.clearAllMocks()
    host.mocks.restoreAllMocks()
  }
}
