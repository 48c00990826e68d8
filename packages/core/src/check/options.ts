import { inspect } from 'node:util'
import { InvalidInputError } from '../errors.ts'
import type { IgnorePattern, IsIgnored } from './ignore.ts'
import { ignoreTest } from './ignore.ts'
import type { LeakShapeKind } from './shape.ts'
import { SHAPE_KINDS } from './shape.ts'
import { throughObjects } from './through.ts'

/** What an assertion may be told. Every option has one default. */
export interface LeakOptions {
  /**
   * How often the body is run and looked at. Default 1, and 5 where no class is named. With more the report says how the survivors grow (`LeakReport.shape`), and only what
   * grows fails, see `failOn`. Cost: a pass over the heap for each realm and run.
   */
  readonly runs?: number
  /** How often the body is run before anything is measured: what the first runs leave is fine. Default 0, and 3 where no class is named. */
  readonly warmup?: number
  /**
   * Which shapes of growth fail. Default `['per run', 'irregular']`: a cache that is filled once, or has a limit, passes. The survivors of
   * one run (`runs: 1`) have no shape and always fail. With `'settles late'`, instances fail that were gone only some turns of the event
   * loop after an async body, however often it runs.
   */
  readonly failOn?: readonly Exclude<LeakShapeKind, 'clean'>[]
  /** Number of survivors that are fine, those of all runs together. Default 0. */
  readonly allow?: number
  /**
   * An object, or an array of objects, by which survivors may be held: those that are held only through them, directly or not, are no leak. Told
   * on the graph. An array that may hold is to be listed itself: `[pool]`. None by default. Refused where no class is named.
   */
  readonly through?: object | readonly object[]
  /** References, in the words of the trace, by which survivors may be held: those that are held only by them are no leak. None by default. */
  readonly ignore?: IgnorePattern | readonly IgnorePattern[]
  /** How many levels of ancestors above the survivors the picture shows. Default 5. */
  readonly generations?: number
  /** How long an async body's leftovers may take to go, in milliseconds, while their number falls. Default 1000. */
  readonly settle?: number
  /**
   * Whether, once instances were found to stay, the body is run a second time while V8 notes where each object is created, so that
   * the report says where theirs were. Default false. What the body does, it does twice: a file is written twice, a request sent twice. The
   * verdict is that of the first run whatever the second does. An async body is given as long as it took, five times over, and `settle` on
   * top; the runner's timeout must allow for that. Refused where no class is named.
   *
   * Cost, only when something leaked: a second snapshot and explanation, which about doubles what a failure takes, and 1 to 5 µs for each
   * object that the body creates: a body that does nothing else runs a hundred times slower, one that calculates runs as fast as ever.
   */
  readonly allocationStacks?: boolean
  /** What is written when the assertion fails; `false` writes nothing. */
  readonly artifacts?: ArtifactOptions | false
}

/** Options of what is measured without being run. */
export type WatchOptions = Pick<
  LeakOptions,
  'allow' | 'through' | 'ignore' | 'generations' | 'settle' | 'artifacts'
>

/** Options of assertions that run nothing. */
export type LookOptions = Pick<LeakOptions, 'generations' | 'settle' | 'artifacts'>

const LOOK_OPTIONS: readonly (keyof LookOptions)[] = ['generations', 'settle', 'artifacts']
const WATCH_OPTIONS: readonly (keyof WatchOptions)[] = ['allow', 'through', 'ignore', ...LOOK_OPTIONS]

/** What is written when an assertion fails. */
export interface ArtifactOptions {
  /** Folder of the report, relative to the project's root. Default `toleak-report`. */
  readonly dir?: string
  /** Whether strings of the heap, such as the keys of Maps, stay out of message and files. Default true. */
  readonly redact?: boolean
  /**
   * Whether a heap snapshot of the moment of the failure is written, too, as a `.heapsnapshot.gz` beside the picture. Default false. What strings
   * of the heap hold is left out of it unless `redact` is false. Cost, only when an assertion fails: a second snapshot, and about a second to compress 20 MB.
   */
  readonly heapSnapshot?: boolean
}

/** Options with every default filled in. */
export interface LeakSettings {
  readonly runs: number
  readonly warmup: number
  readonly failOn: readonly LeakShapeKind[]
  readonly allow: number
  /** Undefined: none. */
  readonly through: WeakSet<object> | undefined
  /** Undefined: none. */
  readonly ignore: IsIgnored | undefined
  readonly generations: number
  readonly settle: number
  readonly allocationStacks: boolean
  readonly artifacts: Required<ArtifactOptions> | false
}

/** Where no class is named. */
const GROWTH_DEFAULTS = { runs: 5, warmup: 3 } as const

const DEFAULT_ARTIFACTS: Required<ArtifactOptions> = {
  dir: 'toleak-report',
  redact: true,
  heapSnapshot: false,
}

const DEFAULTS: LeakSettings = {
  runs: 1,
  warmup: 0,
  failOn: ['per run', 'irregular'],
  allow: 0,
  through: undefined,
  ignore: undefined,
  generations: 5,
  settle: 1000,
  allocationStacks: false,
  artifacts: DEFAULT_ARTIFACTS,
}

/** What stands in for the defaults in this project. */
let projectOptions: LeakOptions = {}

/**
 * Sets options for all assertions of this test file, or, in a setup file, of all of them; what an assertion is given itself comes first. Every call
 * replaces what the one before set.
 *
 * @throws InvalidInputError naming the option that is unknown or wrong
 */
export function configureLeaks(options: LeakOptions): void {
  projectOptions = {}
  resolve(options, DEFAULTS)
  projectOptions = options
}

/**
 * Options with their defaults: the project's, else the built-in ones.
 *
 * @throws InvalidInputError naming the option that is unknown or wrong
 */
export function resolveOptions(options: LeakOptions = {}): LeakSettings {
  return resolve(options, DEFAULTS)
}

/** The same for what is measured without being run. */
export function resolveWatchOptions(options: WatchOptions = {}): LeakSettings {
  refuseUseless(options, WATCH_OPTIONS, 'a block or a test is measured as it runs')
  return resolve(options, DEFAULTS)
}

/** The same for what is only looked at. */
export function resolveLookOptions(options: LookOptions = {}): LeakSettings {
  refuseUseless(options, LOOK_OPTIONS, 'what is alive is looked at, nothing is run')
  return resolve(options, DEFAULTS)
}

/** The same for a measurement that names no class: what grows is seen in several runs only. */
export function resolveGrowthOptions(options: LeakOptions = {}): LeakSettings {
  const settings = resolve(options, { ...DEFAULTS, ...GROWTH_DEFAULTS })
  if (settings.runs < 2) throw wrong('runs', settings.runs, '2 or more where no class is named')
  for (const name of ['through', 'ignore', 'allocationStacks'] as const)
    if (options[name] !== undefined)
      throw new InvalidInputError(
        `Cannot use option "${name}": no class is named, expected one. Write expect(fn).not.toLeak(SomeClass, { ${name}: … }).`,
      )
  return settings
}

function resolve(options: LeakOptions, defaults: LeakSettings): LeakSettings {
  if (typeof options !== 'object' || options === null || Array.isArray(options))
    throw new InvalidInputError(`Cannot read the options: found ${inspect(options)}, expected an object.`)
  return settingsOf(options, settingsOf(projectOptions, defaults))
}

function settingsOf(options: LeakOptions, defaults: LeakSettings): LeakSettings {
  const { runs, warmup, failOn, allow, through, ignore, generations, settle, ...rest } = options
  const { allocationStacks, artifacts, ...unknown } = rest
  refuseUnknown(unknown, DEFAULTS, '')
  return {
    runs: wholeNumber('runs', runs, defaults.runs, 1),
    warmup: wholeNumber('warmup', warmup, defaults.warmup),
    failOn: shapeKinds(failOn, defaults.failOn),
    allow: wholeNumber('allow', allow, defaults.allow),
    through: throughObjects(through) ?? defaults.through,
    ignore: ignoreTest(ignore) ?? defaults.ignore,
    generations: wholeNumber('generations', generations, defaults.generations),
    settle: wholeNumber('settle', settle, defaults.settle),
    allocationStacks: trueOrFalse('allocationStacks', allocationStacks, defaults.allocationStacks),
    artifacts: artifactSettings(artifacts, defaults.artifacts),
  }
}

function artifactSettings(
  options: ArtifactOptions | false | undefined,
  settings: LeakSettings['artifacts'],
): LeakSettings['artifacts'] {
  if (options === undefined) return settings
  if (options === false) return false
  if (typeof options !== 'object' || options === null || Array.isArray(options))
    throw wrong('artifacts', options, 'an object or false')
  // what is switched off in the project is switched on again by any option of its own
  const defaults = settings === false ? DEFAULT_ARTIFACTS : settings
  const { dir, redact, heapSnapshot, ...unknown } = options
  refuseUnknown(unknown, DEFAULT_ARTIFACTS, 'artifacts.')
  if (dir !== undefined && (typeof dir !== 'string' || dir === ''))
    throw wrong('artifacts.dir', dir, "a folder's path")
  return {
    dir: dir ?? defaults.dir,
    redact: trueOrFalse('artifacts.redact', redact, defaults.redact),
    heapSnapshot: trueOrFalse('artifacts.heapSnapshot', heapSnapshot, defaults.heapSnapshot),
  }
}

function shapeKinds(failOn: LeakOptions['failOn'], fallback: LeakSettings['failOn']): LeakSettings['failOn'] {
  if (failOn === undefined) return fallback
  const kinds: readonly unknown[] = SHAPE_KINDS.filter((kind) => kind !== 'clean')
  const isList = Array.isArray(failOn) && failOn.every((kind) => kinds.includes(kind))
  if (!isList) throw wrong('failOn', failOn, `a list of ${kinds.map((kind) => inspect(kind)).join(', ')}`)
  return failOn
}

function wrong(name: string, found: unknown, expected: string): InvalidInputError {
  return new InvalidInputError(`Cannot use option "${name}": found ${inspect(found)}, expected ${expected}.`)
}

/** A known option that would change nothing: better refused than believed in. */
function refuseUseless(options: unknown, useful: readonly string[], why: string): void {
  const useless = Object.keys(DEFAULTS).find(
    (name) => !useful.includes(name) && (options as Record<string, unknown> | null)?.[name] !== undefined,
  )
  if (useless !== undefined)
    throw new InvalidInputError(
      `Cannot use option "${useless}": ${why}, expected one of ${useful.join(', ')}.`,
    )
}

function refuseUnknown(unknown: object, known: object, prefix: string): void {
  const [name] = Object.keys(unknown)
  if (name !== undefined)
    throw new InvalidInputError(
      `Cannot use option "${prefix}${name}": it is unknown, expected one of ${Object.keys(known).join(', ')}.`,
    )
}

function trueOrFalse(name: string, value: unknown, fallback: boolean): boolean {
  if (value === undefined) return fallback
  if (typeof value !== 'boolean') throw wrong(name, value, 'true or false')
  return value
}

function wholeNumber(name: string, value: unknown, fallback: number, least = 0): number {
  if (value === undefined) return fallback
  if (!Number.isInteger(value) || (value as number) < least)
    throw wrong(name, value, `a whole number, ${least} or more`)
  return value as number
}
