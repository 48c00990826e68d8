import type { LeakGroup, LeakTrace, Place } from './leak-trace.ts'
import { shownPath } from './shown-place.ts'

/** Groups as plain data for a JSON file, places relative to the project. */
export function plainGroups(groups: readonly LeakGroup[], projectRoot: string): object[] {
  const place = (at: Place | undefined) => at && { ...at, file: shownPath(at.file, projectRoot) }
  const plainTrace = ({ root, steps }: LeakTrace) => ({
    root: { ...root, place: place(root.place) },
    steps: steps.map((step) => ({
      ...step,
      edgePlace: place(step.edgePlace),
      place: place(step.place),
      suspendedAt: place(step.suspendedAt),
    })),
  })
  return groups.map((group) => ({
    ...group,
    trace: plainTrace(group.trace),
    otherTraces: group.otherTraces.map(plainTrace),
    allocation: group.allocation?.map(({ count, frames }) => ({
      count,
      frames: frames.map((frame) => ({ ...frame, place: place(frame.place) })),
    })),
  }))
}
