/** The strings of a snapshot, kept outside the JS heap and decoded one at a time. */
export interface StringTable {
  /** Number of strings. */
  readonly count: number
  /** The string at `index`; decoded anew at each call. */
  get(index: number): string
  /** The decimal number that the string at `index` begins with; NaN if it does not. */
  leadingNumber(index: number): number
  /** The decimal number that stands before the last character of the string at `index`; NaN if none does. */
  numberBeforeEnd(index: number): number
  /** Index of the first string equal to `text`, or -1. Linear in the bytes of the table. */
  indexOf(text: string): number
  /** Indices of the strings that contain `text`, ascending; only for text of plain ASCII without quotes and backslashes. Linear, too. */
  indicesContaining(text: string): number[]
}

/**
 * A heap snapshot as columns: one typed array per field, indexed by ordinal. The raw facts, as the file states them; whatever can
 * be computed from them is computed elsewhere.
 *
 * A node is an ordinal `0..nodeCount-1` (0 is V8's synthetic root), an edge an ordinal `0..edgeCount-1`. The edges of node `n` are
 * `firstEdge[n] .. firstEdge[n + 1] - 1`.
 */
export interface HeapColumns {
  readonly nodeCount: number
  readonly edgeCount: number

  /** index: node; value: index in `nodeTypeNames` */
  readonly nodeType: Readonly<Uint8Array>
  readonly nodeTypeNames: readonly string[]
  /** index: node; value: string index of its name */
  readonly nodeName: Readonly<Uint32Array>
  /** index: node; value: V8's id, the key across snapshots of one isolate */
  readonly nodeId: Readonly<Uint32Array>
  /** index: node; value: bytes of the object itself (V8 `self_size`) */
  readonly shallowSize: Readonly<Float64Array>
  /** index: node; value: 0 unknown, 1 attached, 2 detached; all 0 when the file has no such field */
  readonly detachedness: Readonly<Uint8Array>
  /** index: node, and one more; value: its first edge */
  readonly firstEdge: Readonly<Uint32Array>

  /** index: edge; value: index in `edgeTypeNames` */
  readonly edgeType: Readonly<Uint8Array>
  readonly edgeTypeNames: readonly string[]
  /** index: edge; value: array index for edges of type element and hidden, else string index of the name */
  readonly edgeName: Readonly<Uint32Array>
  /** index: edge; value: the node it points to */
  readonly edgeTo: Readonly<Uint32Array>

  /** What `nodeName` and the string-valued `edgeName` index. */
  readonly strings: StringTable
  readonly locations: LocationColumns
  /** Where objects were created; only in a snapshot that was taken while V8 tracked allocations. */
  readonly allocations?: AllocationColumns
}

/** What `traceOf` and `caller` say for none. */
export const NO_TRACE = -1

/**
 * The call stacks in which objects were created, as a tree: a trace is a call of a function, and the calls that led to it are its
 * callers up to the root. The same stack is there once.
 */
export interface AllocationColumns {
  /** index: node; value: the trace it was created in, NO_TRACE if that was before tracking began */
  readonly traceOf: Readonly<Int32Array>
  /** index: trace; value: the trace of the caller, NO_TRACE for the root */
  readonly caller: Readonly<Int32Array>
  /** index: trace; value: the function that was called */
  readonly calledFunction: Readonly<Uint32Array>
  readonly functions: TracedFunctionColumns
}

/** Functions on the stacks. Lines and columns are 0-based, of the function's own code: V8 does not record the calls. */
export interface TracedFunctionColumns {
  readonly count: number
  /** index: function; value: V8's id of its shared code, the `shared` of its closures */
  readonly codeId: Readonly<Uint32Array>
  /** index: function; value: string index */
  readonly name: Readonly<Uint32Array>
  /** index: function; value: string index of its script's name */
  readonly scriptName: Readonly<Uint32Array>
  /** index: function; value: V8's number of its script, 0 for built-in code */
  readonly scriptId: Readonly<Uint32Array>
  /** -1 for none; may be negative where the script was compiled at an offset. */
  readonly line: Readonly<Int32Array>
  readonly column: Readonly<Int32Array>
}

/** Source locations of functions and constructors, sorted by node. Lines and columns are 0-based. */
export interface LocationColumns {
  readonly count: number
  /** index: location; value: node, ascending */
  readonly node: Readonly<Uint32Array>
  readonly scriptId: Readonly<Uint32Array>
  /** Negative when the script was compiled at an offset that lies before its beginning. */
  readonly line: Readonly<Int32Array>
  readonly column: Readonly<Int32Array>
}
