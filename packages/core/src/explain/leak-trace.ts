/** A position in the user's sources. Line and column are 1-based, as editors and stack traces count. */
export interface Place {
  /** Absolute path, or a URL when the script is no file. */
  readonly file: string
  /** From 1. */
  readonly line: number
  /** From 1, in UTF-16 units. */
  readonly column: number
}

/** Why one leaked instance is alive: from a GC root to the instance, in words a JavaScript programmer uses. */
export interface LeakTrace {
  /** Where the trace begins. */
  readonly root: TraceRoot
  /** From the object that the root holds to the leaked instance, which is last. Never empty. */
  readonly steps: readonly TraceStep[]
}

/** What V8 starts from, in user words: `module src/cache.ts`, `running test "keeps nothing"`, `timers`. */
export interface TraceRoot {
  /** Its words; user text, unescaped. */
  readonly label: string
  /** Where its code stands, when it has any. */
  readonly place?: Place
}

/**
 * `expected`: alive by right, leads to the leak. `suspect`: the reference to it is where the leak may be cut. `leaking`: must not be
 * alive; everything below it neither.
 */
export type StepStatus = 'expected' | 'suspect' | 'leaking'

/** One object of a trace and the reference by which the step before holds it. */
export interface TraceStep {
  /** Ordinal in the heap graph. */
  readonly node: number
  /** V8's id of the object in the snapshot. */
  readonly nodeId: number
  /** Words for the reference from the step before (or the root) to this object: ``local variable `job` ``, `.items`, `[0]`. */
  readonly edge: string
  /** Where that reference is declared: a variable's declaration. */
  readonly edgePlace?: Place
  /** What people would not expect of that reference: why a variable was captured, until when it holds. User text, unescaped. */
  readonly note?: string
  /** Words for the object: `async function worker`, `Queue`, `bound function compute`. */
  readonly label: string
  /** Where the object's code stands: a function's definition, a class's. */
  readonly place?: Place
  /** Where a suspended function waits. */
  readonly suspendedAt?: Place
  /** What tells the object from others of its class: `{ id: 17 }`, `12 entries`; user text, unescaped. */
  readonly preview?: string
  /** Whether the object was there before the body, or was born in it; undefined if it cannot be told. */
  readonly origin?: 'before' | 'body'
  /** What the step is to the leak. */
  readonly status: StepStatus
  /** Objects V8 keeps between the step before and this one that have no user-level word, collapsed into this reference. */
  readonly collapsed: number
}

/** Where the trace is best cut. */
export interface LeakCut {
  /** Index in `trace.steps`: cut the reference to this step. */
  readonly step: number
  /** One sentence: ``local variable `job` of async function worker (nothing else keeps it alive)``. */
  readonly sentence: string
  /** References of the cut, 1 or more; those at other indices of the same holder counted. */
  readonly references: number
}

/** One line of a call stack. */
export interface AllocationFrame {
  /**
   * `new Session`, `worker`, `anonymous function`; `fn` for the function that was measured. Of calls outside of the user's code, whose
   * it is: `express`, `Node.js`.
   */
  readonly label: string
  /** Where the function is written, not where it calls the next: V8 does not record that. Undefined for code that is not the user's. */
  readonly place?: Place
  /** Calls that the line stands for: 1, or more for code that is not the user's. */
  readonly calls: number
}

/** The calls in which survivors were created. */
export interface AllocationStack {
  /** Survivors that were created in these calls. */
  readonly count: number
  /** Innermost first: the class, then the function that made the instance, to the measured function or where V8's record ends. */
  readonly frames: readonly AllocationFrame[]
}

/** Survivors that are alive for the same reason. */
export interface LeakGroup {
  /** Class of the survivors. */
  readonly className: string
  /** Number of survivors, 1 or more. */
  readonly count: number
  /** Bytes of the survivors themselves and of what only they hold, when known. */
  readonly retainedSize?: number
  /** Equal for equal leaks, across runs and machines: class, beginning and the reference to cut, without indices and keys, hashed. */
  readonly fingerprint: string
  /** The trace of the first survivor. */
  readonly trace: LeakTrace
  /** Further ways by which the survivors are held, when one cut is not enough: each is to be cut, too. */
  readonly otherTraces: readonly LeakTrace[]
  /** Where it is best cut, when there is such a place. */
  readonly cut?: LeakCut
  /** One or two lines each; none is better than a wrong one. */
  readonly advice: readonly string[]
  /** Where they were created, the most frequent stack first; only if allocations were tracked. */
  readonly allocation?: readonly AllocationStack[]
}
