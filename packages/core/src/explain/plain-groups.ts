import type { LeakGroup, Place } from './leak-trace.ts'
import { shownPath } from './shown-place.ts'

/** Groups as plain data for a JSON file, places relative to the project. */
export function plainGroups(groups: readonly LeakGroup[], projectRoot: string): object[] {
  const place = (at: Place | undefined) => at && { ...at, file: shownPath(at.file, projectRoot) }
  return groups.map((group) => ({
    ...group,
    allocation: group.allocation?.map(({ count, frames }) => ({
      count,
      frames: frames.map((frame) => ({ ...frame, place: place(frame.place) })),
    })),
    trace: {
      root: { ...group.trace.root, place: place(group.trace.root.place) },
      steps: group.trace.steps.map((step) => ({
        ...step,
        edgePlace: place(step.edgePlace),
        place: place(step.place),
        suspendedAt: place(step.suspendedAt),
      })),
    },
  }))
}
