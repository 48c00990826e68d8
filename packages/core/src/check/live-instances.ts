import { rootOf, visitLiveInstances } from '../capture/instances.ts'
import { Population } from './population.ts'

/** Instances that were alive at one moment, remembered without keeping any of them alive. */
export interface InstanceMark {
  readonly count: number
  readonly instances: WeakSet<object>
}

/** What was alive before the body. */
export interface Baseline extends InstanceMark {
  /** Every ordinary object of the classes' realm; undefined once it is no longer needed. */
  population: Population | undefined
}

/** What is alive after the body and was not before. */
export interface Arrivals extends InstanceMark {
  /** Every ordinary object of the classes' realm that was not there before, instances or not; empty when no instance is. */
  readonly born: WeakSet<object>
}

/** Remembers the live instances of the prototypes, and what else is there. */
export function markLiveInstances(prototypes: readonly object[]): Baseline {
  const population = new Population()
  const mark = collect(prototypes, { anyObject: (object) => void population.add(object) })
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
  const anyObject = (object: object, { count }: { count: number }) => {
    // nothing to explain, no births to know
    if (count > 0 && population?.has(object) === false) born.add(object)
  }
  return { ...collect(prototypes, { anyObject, known: instances, visit }), born }
}

interface Collecting {
  /** Called when the instances are counted. */
  readonly anyObject: (object: object, mark: { readonly count: number }) => void
  /** Not to be counted. */
  readonly known?: WeakSet<object>
  /** Called once with each instance that counts. */
  readonly visit?: (instance: object) => void
}

function collect(prototypes: readonly object[], { anyObject, known, visit }: Collecting): InstanceMark {
  const mark = { count: 0, instances: new WeakSet<object>() }
  visitLiveInstances(prototypes, {
    anyObject: (object) => anyObject(object, mark),
    instance(instance) {
      if (mark.instances.has(instance) || known?.has(instance)) return
      mark.instances.add(instance)
      mark.count++
      visit?.(instance)
    },
  })
  return mark
}

/** The ends of the prototypes' chains: what inherits from them is what a population was drawn from. */
export function rootsOf(prototypes: readonly object[]): object[] {
  return [...new Set(prototypes.map(rootOf))]
}

/**
 * One look that ends one measurement and begins the next.
 *
 * @param visit called once with each arrival
 */
export function markOnward(
  prototypes: readonly object[],
  { instances, population }: Baseline,
  visit: (instance: object) => void,
): { arrivals: Arrivals; next: Baseline } {
  const born = new WeakSet<object>()
  const nextPopulation = new Population()
  const arrived = { count: 0, instances: new WeakSet<object>() }
  const all = collect(prototypes, {
    anyObject(object) {
      nextPopulation.add(object)
      if (arrived.count > 0 && population?.has(object) === false) born.add(object)
    },
    visit(instance) {
      if (instances.has(instance)) return
      arrived.instances.add(instance)
      arrived.count++
      visit(instance)
    },
  })
  return { arrivals: { ...arrived, born }, next: { ...all, population: nextPopulation } }
}
