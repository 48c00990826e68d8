import type { AcceptedLeaksRun } from '../accepted/accepted-leaks.ts'

/** Where a measurement takes place. */
export interface LeakRun {
  /** Places are shown relative to it. Default: the working directory. */
  readonly projectRoot?: string
  /** `suite > test`. */
  readonly testName?: string
  /** Absolute path of the test file. */
  readonly testFile?: string
  /** The runner's project, `''` if it has no name; undefined if the runner does not tell which it is. */
  readonly project?: string
  /** How often the test had been tried before. Default 0. */
  readonly retry?: number
}

/** What the test framework tells about the test in which something is asserted. */
export interface TestHost extends LeakRun {
  /** ANSI colours in the message. Default false. */
  readonly color?: boolean
  /** Called when a failure has been listed in the report, before the assertion fails. */
  readonly onReported?: (failure: ListedFailure) => void
  /** Called with a picture that was written, before the assertion fails. */
  readonly onPicture?: (picture: WrittenPicture) => void
  /** Called with a line that people should see although the assertion holds, such as that it took long. */
  readonly onNote?: (line: string) => void
  /** Leaks that were accepted: of these none fails. */
  readonly accepted?: AcceptedLeaksRun
  /** Names of the other tests that have run at some time since `start`, a `Date.now()`; what they left cannot be told from what this one left. */
  readonly concurrentTests?: (start: number) => readonly string[]
}

/** What the test framework tells about the assertion. */
export interface AssertionHost extends TestHost {
  /** Whether `.not` stands before the matcher. */
  readonly negated: boolean
}

/** A picture in the report's folder. */
export interface WrittenPicture {
  /** Absolute path of the SVG. */
  readonly path: string
  /** One line: what leaked. */
  readonly title: string
  /** When Allure has it, where Allure is at work. */
  readonly attached: Promise<void>
}

/** Where a failure is found in the report. */
export interface ListedFailure {
  /** Absolute path of the report's folder. */
  readonly folder: string
  /** Path of its files below the folder, without their ending. */
  readonly id: string
}

/** What a matcher hands back to Vitest and Jest; plain data. */
export interface MatcherResult {
  /** Whether what the matcher is called holds: the frameworks turn it round for `.not`. */
  readonly pass: boolean
  /** The text of the failure; asked for only when the assertion fails. */
  readonly message: () => string
  /** Reaches Jest's reporters; only when a leak failed the assertion. */
  readonly toleak?: FailureData
}

/** What reporters get of a failure. */
export interface FailureData {
  /** `LeakReport.toJSON()`. */
  readonly report: object
  /** Absolute path of the picture; undefined if none was written. */
  readonly svg?: string
  /** Where the report lists it; undefined if it does not. */
  readonly listed?: ListedFailure
}
