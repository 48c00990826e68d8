import { visitLiveInstances } from '../capture/instances.ts'

/** Instances that were alive at one moment, remembered without keeping any of them alive. */
export interface InstanceMark {
  readonly count: number
  readonly instances: WeakSet<object>
}

/**
 * Remembers the live instances of the prototypes, except those in `known`.
 *
 * @param visit called once with each instance that is remembered
 */
export function markLiveInstances(
  prototypes: readonly object[],
  known?: WeakSet<object>,
  visit?: (instance: object) => void,
): InstanceMark {
  const instances = new WeakSet<object>()
  let count = 0
  visitLiveInstances(prototypes, (instance) => {
    if (instances.has(instance) || known?.has(instance)) return
    instances.add(instance)
    count++
    visit?.(instance)
  })
  return { count, instances }
}
