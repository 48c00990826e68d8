/** A snapshot on disk, and for some a second one, taken later in the same isolate. */
export interface SnapshotFiles {
  readonly first: string
  readonly later: string | undefined
}

/** Does one stage of the work and writes down what it took. */
export type Time = <Result>(stage: string, work: () => Result | Promise<Result>) => Promise<Result>

/** What a contestant found, by which the benchmark sees that all of them read the same heap and did the work. */
export interface Findings {
  readonly nodes: number
  /** Bytes that the root retains. */
  readonly retainedByRoot?: number
}

/** What a process of its own does with a snapshot, stage by stage. */
export type Contestant = (files: SnapshotFiles, time: Time) => Promise<Findings>
