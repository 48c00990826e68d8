/** Writes snapshots of a process full of objects: `make-heap.ts <units> <first> [later]`. */
import { writeHeapSnapshot } from 'node:v8'
import { Population } from './population.ts'

const [units, first, later] = process.argv.slice(2)

const population = new Population()
population.grow(Number(units))
writeHeapSnapshot(first)

if (later !== undefined) {
  // between the two a tenth of the sessions goes, and as many come
  const tenth = Math.ceil(population.units / 10)
  population.shrink(tenth)
  population.grow(tenth)
  writeHeapSnapshot(later)
}

// alive to here
if (population.units !== Number(units)) throw new Error(`${population.units} units, expected ${units}.`)
