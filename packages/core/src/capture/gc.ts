import { setFlagsFromString } from 'node:v8'
import { createContext, runInContext, runInThisContext } from 'node:vm'
import { CaptureError } from '../errors.ts'
import { sharedValue, shareValue } from './shared-value.ts'

/** Name of the realm that only lends us its `gc`: no user's object can be in it. There is one in an isolate. */
export const GC_REALM_NAME = 'toleak gc'

/** Shared by the copies of this module that Jest makes, one a test file; of its own realm, so that it keeps no other alive. */
const SHARED = '__toleak_gc__'

/**
 * One full, synchronous garbage collection. Needs no flag: V8 installs `gc` in realms made while `--expose-gc` is on.
 *
 * @throws CaptureError if V8 does not hand out `gc`
 */
export function collectGarbage(): void {
  let gc = sharedValue<() => void>(SHARED)
  if (!gc) shareValue(SHARED, (gc = exposeGc()))
  gc()
}

function exposeGc(): () => void {
  setFlagsFromString('--expose-gc')
  const sandbox = runInThisContext('({})') as object
  const found: unknown = runInContext('globalThis.gc', createContext(sandbox, { name: GC_REALM_NAME }))
  setFlagsFromString('--no-expose-gc')
  if (typeof found !== 'function')
    throw new CaptureError(
      `Cannot collect garbage: a new realm has ${typeof found} as gc, expected a function. Start Node with --expose-gc.`,
    )
  return found as () => void
}
