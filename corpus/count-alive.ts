import { setTimeout as pause } from 'node:timers/promises'
import { queryObjects, setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import type { LeakTarget } from '@toleak/core'

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

/**
 * V8's own count of the instances that stay alive, without toleak. To be trusted in a bare Node process only: it sees one realm.
 */
export async function countAlive(target: LeakTarget): Promise<number> {
  for (let round = 0; round < 3; round++) {
    await pause(1)
    collectGarbage()
  }
  return queryObjects(target, { format: 'count' })
}
