/** A script that V8 runs. */
export interface Script {
  /** As V8 has it: a path, a `file:` URL, or a name such as `node:fs`. */
  readonly url: string
  /** A `data:` URL when the transform inlined its map, or empty. */
  readonly sourceMapUrl: string
}

/** A variable of the live isolate. `nodeId` is the snapshot id of its value; undefined for primitives. */
export interface LocalVariable {
  readonly name: string
  readonly nodeId: number | undefined
}

/** A function that waits at an `await` or `yield`. */
export interface SuspendedFunction {
  /** Empty when anonymous. */
  readonly name: string
  /** 0-based, in the running code. */
  readonly suspendedAt:
    { readonly scriptId: string; readonly line: number; readonly column: number } | undefined
  /** Its own variables. */
  readonly locals: readonly LocalVariable[]
}

/** What a snapshot does not tell and the isolate it was taken of does. An explanation of a file has but the names of scripts (snapshot-facts.ts). */
export interface LiveFacts {
  script(scriptId: number): Script | undefined
  /** The text of a script as V8 runs it. */
  source(scriptId: number): string | undefined
  suspendedFunction(nodeId: number): SuspendedFunction | undefined
  /** The variables of a scope that a live function sees, in their order: of the scope it was made in, or of that `between` scopes further out. */
  scopeVariables(functionId: number, between: number): readonly LocalVariable[] | undefined
}
