import { callSite, pointTo } from './call-site.ts'

/** The base of every error toleak throws itself: `<what was being done>: <what was found>, expected <what>. <what to do next>` */
export class ToleakError extends Error {
  /** `ToleakError`: tells errors apart where `instanceof` cannot, with two copies of the package. */
  override name = 'ToleakError'
}

/** The bytes are not a heap snapshot that we read: foreign, cut short, or inconsistent. */
export class SnapshotFormatError extends ToleakError {
  /** `SnapshotFormatError`: tells errors apart where `instanceof` cannot, with two copies of the package. */
  override name = 'SnapshotFormatError'
}

/** The caller handed something that cannot be meant: a wrong target, a wrong option, a node of another graph. Its stack begins where toleak was called. */
export class InvalidInputError extends ToleakError {
  /** `InvalidInputError`: tells errors apart where `instanceof` cannot, with two copies of the package. */
  override name = 'InvalidInputError'

  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    pointTo(callSite(), this)
  }
}

/** What was asked for is not there: a node, a path, a class. */
export class NotFoundError extends ToleakError {
  /** `NotFoundError`: tells errors apart where `instanceof` cannot, with two copies of the package. */
  override name = 'NotFoundError'
}

/** V8, the inspector or the disk did not give what measuring needs. The assertion cannot be decided: an error, never a pass. */
export class CaptureError extends ToleakError {
  /** `CaptureError`: tells errors apart where `instanceof` cannot, with two copies of the package. */
  override name = 'CaptureError'
}
