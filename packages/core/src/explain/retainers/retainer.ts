import type { Place } from '../leak-trace.ts'
import type { Path } from '../path.ts'
import type { Scene } from '../scene.ts'

/** How one object holds another, in user words; may stand for several edges that mean one thing together. */
export interface Reading {
  /** Number of edges of the path that it takes, 1 or more. */
  readonly edges: number
  /** Words for the reference: ``local variable `job` ``, `listener of event "tick"`. */
  readonly words: string
  /** Where the reference is declared: a variable's declaration. */
  readonly declaredAt?: Place
  /** What people would not expect of this reference, in one sentence without its full stop. */
  readonly note?: string
  /** Better words for the holder than its own label. */
  readonly holder?: string
  /** Where the holder's code stands. */
  readonly place?: Place
  /** Where the holder waits. */
  readonly suspendedAt?: Place
  /** Whether people keep things this way on purpose, so that it is the first to be suspected. Default false. */
  readonly keeps?: boolean
  /** One or two lines of advice that are always right for this way of holding; shown when it is the culprit. */
  readonly advice?: readonly string[]
  /** One line that is true whatever is cut; told below the cut when this is the culprit or leads on from it. */
  readonly fact?: string
}

/** One way in which JavaScript programs hold objects. */
export interface Retainer {
  readonly name: string
  /** The reading of the path at `at`, if the holder there holds in this way. */
  read(path: Path, at: number, scene: Scene): Reading | undefined
}
