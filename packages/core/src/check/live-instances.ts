import { rootOf, visitLiveInstances } from '../capture/instances.ts'

/** Instances that were alive at one moment, remembered without keeping any of them alive. */
export interface InstanceMark {
  readonly count: number
  readonly instances: WeakSet<object>
}

/** What was alive before the body. */
export interface Baseline extends InstanceMark {
  /** Every ordinary object of the classes' realm; undefined once it is no longer needed. */
  population: WeakSet<object> | undefined
}

/** What is alive after the body and was not before. */
export interface Arrivals extends InstanceMark {
  /** Every ordinary object of the classes' realm that was not there before, instances or not. */
  readonly born: WeakSet<object>
}

/** Remembers the live instances of the prototypes, and what else is there. */
export function markLiveInstances(prototypes: readonly object[]): Baseline {
  const population = new WeakSet<object>()
  const mark = collect(prototypes, (object) => void population.add(object))
  return { ...mark, population }
}

/**
 * Remembers the live instances that were not there before.
 *
 * @param visit called once with each of them
 */
export function markArrivals(
  prototypes: readonly object[],
  { instances, population }: Baseline,
  visit?: (instance: object) => void,
): Arrivals {
  const born = new WeakSet<object>()
  const note = (object: object) => {
    if (population?.has(object) === false) born.add(object)
  }
  return { ...collect(prototypes, note, instances, visit), born }
}

function collect(
  prototypes: readonly object[],
  anyObject: (object: object) => void,
  known?: WeakSet<object>,
  visit?: (instance: object) => void,
): InstanceMark {
  const instances = new WeakSet<object>()
  let count = 0
  visitLiveInstances(prototypes, {
    anyObject,
    instance(instance) {
      if (instances.has(instance) || known?.has(instance)) return
      instances.add(instance)
      count++
      visit?.(instance)
    },
  })
  return { count, instances }
}

/** The ends of the prototypes' chains: what inherits from them is what a population was drawn from. */
export function rootsOf(prototypes: readonly object[]): object[] {
  return [...new Set(prototypes.map(rootOf))]
}

/**
 * One look that ends one measurement and begins the next.
 *
 * @param refs gets a reference to each arrival
 */
export function markOnward(
  prototypes: readonly object[],
  { instances, population }: Baseline,
  refs: WeakRef<object>[],
): { arrivals: Arrivals; next: Baseline } {
  const born = new WeakSet<object>()
  const nextPopulation = new WeakSet<object>()
  const arrived = new WeakSet<object>()
  let count = 0
  const all = collect(
    prototypes,
    (object) => {
      nextPopulation.add(object)
      if (population?.has(object) === false) born.add(object)
    },
    undefined,
    (instance) => {
      if (instances.has(instance)) return
      arrived.add(instance)
      refs.push(new WeakRef(instance))
      count++
    },
  )
  return { arrivals: { count, instances: arrived, born }, next: { ...all, population: nextPopulation } }
}
