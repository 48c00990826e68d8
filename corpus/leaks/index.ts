import type { LeakCase } from '../leak-case.ts'
import { abortSignal } from './abort-signal.ts'
import { boundFunction } from './bound-function.ts'
import { classStatic } from './class-static.ts'
import { closureVariable } from './closure-variable.ts'
import { eventEmitter } from './event-emitter.ts'
import { eventTarget } from './event-target.ts'
import { moduleArray } from './module-array.ts'
import { moduleMap } from './module-map.ts'
import { moduleObject } from './module-object.ts'
import { moduleSet } from './module-set.ts'
import { outerLet } from './outer-let.ts'
import { privateField } from './private-field.ts'
import { promiseThen } from './promise-then.ts'
import { interval } from './set-interval.ts'
import { suspendedAsync } from './suspended-async.ts'
import { suspendedGenerator } from './suspended-generator.ts'
import { weakmapValue } from './weakmap-value.ts'

/** Every case of this folder, one file each; the one whose variable stands in the test file is made there. */
export function leakCases(inTestFile: Parameters<typeof outerLet>[0]): LeakCase[] {
  return [
    moduleMap,
    moduleArray,
    moduleSet,
    moduleObject,
    classStatic,
    privateField,
    eventEmitter,
    eventTarget,
    abortSignal,
    interval,
    closureVariable,
    boundFunction,
    suspendedAsync,
    suspendedGenerator,
    promiseThen,
    weakmapValue,
    outerLet(inTestFile),
  ]
}
