import type { LeakGroup, Place } from './leak-trace.ts'

/**
 * The line that retains the survivors of a group: where the reference to cut is declared, else where its holder waits or is written, else where the function is
 * written that it holds, such as a listener, else the nearest place above; undefined if none is known.
 */
export function cutPlace({ trace: { root, steps }, cut }: LeakGroup): Place | undefined {
  const reference = cut?.step ?? steps.findIndex(({ status }) => status === 'suspect')
  const from = reference < 0 ? steps.length - 1 : reference
  const holder = from > 0 ? steps[from - 1] : undefined
  const own = steps[from].edgePlace ?? holder?.suspendedAt ?? holder?.place ?? steps[from].place
  if (own) return own
  for (let step = from - 1; step >= 0; step--) {
    const { suspendedAt, place, edgePlace } = steps[step]
    const found = suspendedAt ?? place ?? edgePlace
    if (found) return found
  }
  return root.place
}
