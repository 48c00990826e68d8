/** A script that V8 runs. */
export interface Script {
  /** As V8 has it: a path, a `file:` URL, or a name such as `node:fs`. */
  readonly url: string
  /** A `data:` URL when the transform inlined its map, or empty. */
  readonly sourceMapUrl: string
}

/** A function that waits at an `await` or `yield`. */
export interface SuspendedFunction {
  /** Empty when anonymous. */
  readonly name: string
  /** 0-based, in the running code. */
  readonly suspendedAt:
    { readonly scriptId: string; readonly line: number; readonly column: number } | undefined
  /** Its own variables. `nodeId` is the snapshot id of the value; undefined for primitives. */
  readonly locals: readonly { readonly name: string; readonly nodeId: number | undefined }[]
}

/** What a snapshot does not tell and the isolate it was taken of does. An explanation of a file has but the names of scripts (snapshot-facts.ts). */
export interface LiveFacts {
  script(scriptId: number): Script | undefined
  /** The text of a script as V8 runs it. */
  source(scriptId: number): string | undefined
  suspendedFunction(nodeId: number): SuspendedFunction | undefined
}
