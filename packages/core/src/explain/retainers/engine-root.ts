import { ENGINE_RECORDS, readReference } from './reference.ts'
import type { Retainer } from './retainer.ts'

/** What V8 calls the variables of the functions that run when a snapshot is taken. */
export const STACK_ROOTS = '(Stack roots)'

/** V8's lists of roots, whose places are numbers that mean nothing to anybody; and the variables of running functions. */
export const engineRoot: Retainer = {
  name: 'root of the engine',
  read(path, at, scene) {
    const { heap } = path
    const holder = path.from(at)
    if (heap.typeName(holder) !== 'synthetic' || path.type(at) === 'property') return undefined
    const { edges } = readReference(path, at, scene)
    if (heap.name(holder) !== STACK_ROOTS) return { edges, words: ENGINE_RECORDS }
    return {
      edges,
      words: 'local variable',
      keeps: true,
      fact: 'A function that ran when the snapshot was taken has it in a variable, until it returns.',
    }
  },
}
