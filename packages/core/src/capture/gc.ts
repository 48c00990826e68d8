import { randomUUID } from 'node:crypto'
import { setFlagsFromString } from 'node:v8'
import { createContext, runInContext } from 'node:vm'
import { CaptureError } from '../errors.ts'

const GC_REALM = 'toleak gc'
/** Name of the realm that only lends us its `gc`. Other copies of this module have others. */
export const OWN_GC_REALM = `${GC_REALM} ${randomUUID()}`

/** Whether a realm holds nothing but a `gc` for a copy of this module: no user's object can be in it. */
export function isGcRealm(name: string): boolean {
  return name.startsWith(GC_REALM)
}

let gc: (() => void) | undefined

/**
 * One full, synchronous garbage collection. Needs no flag: V8 installs `gc` in realms made while `--expose-gc` is on.
 *
 * @throws CaptureError if V8 does not hand out `gc`
 */
export function collectGarbage(): void {
  gc ??= exposeGc()
  gc()
}

function exposeGc(): () => void {
  setFlagsFromString('--expose-gc')
  const found: unknown = runInContext('globalThis.gc', createContext({}, { name: OWN_GC_REALM }))
  setFlagsFromString('--no-expose-gc')
  if (typeof found !== 'function')
    throw new CaptureError(
      `Cannot collect garbage: a new realm has ${typeof found} as gc, expected a function. Start Node with --expose-gc.`,
    )
  return found as () => void
}
