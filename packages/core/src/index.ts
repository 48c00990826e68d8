/**
 * Finds by identity what a function leaked, and explains why it is alive; without a test framework.
 *
 * - {@link findLeaks} runs a function and reports which instances it left alive, with the reasons.
 * - {@link snapshot} gives the graph of all that is alive in this process, {@link readSnapshot} that of a `.heapsnapshot` file:
 *   a {@link HeapGraph}.
 * - {@link ObjectGraph} is the part of it that one looks at: a small labelled graph to be searched, calculated with and drawn.
 * - {@link defineRetainer} teaches it a project's own words for how things are held.
 * - {@link checkLeaks}, {@link PendingAssertions} and {@link meetRealms} are for those who write an adapter for another test framework.
 *
 * Sizes are bytes, times milliseconds. Errors are subclasses of {@link ToleakError}.
 *
 * @module @toleak/core
 */

export { endAcceptedLeaks } from './accepted/accepted-leaks.ts'
export type { AcceptedLeaksRun, AcceptedOutcome, FinishedTest } from './accepted/accepted-leaks.ts'
export type { AcceptedLeak } from './accepted/accepted-file.ts'
export { mergeReports } from './artifacts/merge-reports.ts'
export type { MergedReport } from './artifacts/merge-reports.ts'
export { attachmentLine, readsAttachments } from './artifacts/junit-attachments.ts'
export { beginRun, clearReport, endRun } from './artifacts/run-report.ts'
export type { RanFile, ReporterOptions, ReporterRun } from './artifacts/run-report.ts'
export { meetRealms } from './capture/instances.ts'
export { checkCollected } from './check/check-collected.ts'
export { checkLeaks } from './check/check-leaks.ts'
export { checkLiveInstances } from './check/check-live-instances.ts'
export type {
  AssertionHost,
  FailureData,
  LeakRun,
  ListedFailure,
  MatcherResult,
  TestHost,
  WrittenPicture,
} from './check/assertion-host.ts'
export type { ToLeakReturn } from './check/check-leaks.ts'
export { beginReport, endReport } from './check/test-file-report.ts'
export { LeakError } from './check/failure.ts'
export { configureLeaks } from './check/options.ts'
export { PendingAssertions } from './check/pending-assertions.ts'
export type { AssertionCall, TestEnd } from './check/pending-assertions.ts'
export { trackLeaks } from './check/track-leaks.ts'
export type { LeakProbe } from './check/track-leaks.ts'
export { TestWatch } from './check/watch-test.ts'
export { findGrowingLeaks, findLeaks } from './check/find-leaks.ts'
export type { LeakReportOf } from './check/find-leaks.ts'
export { LeakReport } from './check/leak-report.ts'
export type { LeakFacts, LeakTimings } from './check/leak-report.ts'
export type { Measured } from './check/measurement.ts'
export type { ArtifactOptions, LeakOptions, LookOptions, WatchOptions } from './check/options.ts'
export type { LeakShape, LeakShapeKind } from './check/shape.ts'
export type { HeldReference, IgnorePattern } from './check/ignore.ts'
export type { LeakTarget } from './check/target.ts'
export { CaptureError, InvalidInputError, NotFoundError, SnapshotFormatError, ToleakError } from './errors.ts'
export type { LeakEdge, LeakGraph, LeakNode, LeakNodeRole } from './explain/leak-graph.ts'
export type {
  AllocationFrame,
  AllocationStack,
  LeakCut,
  LeakGroup,
  LeakTrace,
  Place,
  StepStatus,
  TraceRoot,
  TraceStep,
} from './explain/leak-trace.ts'
export { defineRetainer } from './explain/retainers/define-retainer.ts'
export type { FoundReference, RetainerDefinition } from './explain/retainers/define-retainer.ts'
export { ObjectGraph } from './graph/object-graph.ts'
export type { ScriptLocation } from './heap/heap.ts'
export type { PictureCaption } from './render/caption.ts'
export type { EdgeStrength, HeapEdge, HeapNode } from './snapshot/heap-node.ts'
export type { AnyClass, HeapGraph, HeapNodeRef, HeapNodeRefs } from './snapshot/heap-graph.ts'
export type { ClassSummary } from './snapshot/classes.ts'
export { readSnapshot } from './snapshot/read-snapshot.ts'
export type { ReadOptions } from './snapshot/read-snapshot.ts'
export type {
  ReferenceEdge,
  ReferenceGraph,
  ReferenceNode,
  ReferenceOptions,
} from './snapshot/reference-graph.ts'
export type { RetentionOptions, RetentionReport } from './snapshot/retention-report.ts'
export { snapshot } from './snapshot/snapshot.ts'
export type { ClassDiff, HeapNodes, SnapshotDiff } from './snapshot/snapshot-diff.ts'
export type { ExportImageOptions, ImageFormat } from './graph/image-format.ts'
export type { ObjectGraphJson } from './graph/json.ts'
export type { NodeRef, NodeRefs } from './graph/node-ref.ts'
export type { EdgeAttributes, EdgeInit, ObjectEdge } from './graph/object-edge.ts'
export type { NodeAttributes, NodeInit, ObjectNode } from './graph/object-node.ts'
export type { TraversalOptions } from './graph/traversal.ts'
