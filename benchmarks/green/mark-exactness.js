/**
 * Whether `HeapProfiler.startTrackingHeapObjects` would do as the look before a sync body: prints how many objects that were born after the
 * mark have a number from before it. JavaScript, so that Node 20 runs it, too.
 *
 *     node benchmarks/green/mark-exactness.js
 */
import inspector from 'node:inspector'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

class Job {
  constructor(index) {
    this.index = index
  }
}

/** Ways to make an instance. */
const MAKERS = {
  'new Job()': (index) => new Job(index),
  '{ __proto__: Job.prototype }': (index) => ({ __proto__: Job.prototype, index }),
  '{ index }': (index) => ({ index }),
}

setFlagsFromString('--expose-gc')
const gc = runInNewContext('gc')
for (const [name, make] of Object.entries(MAKERS))
  console.log(`${process.version}  ${name}: ${lookOld(make)}`)

function lookOld(make) {
  const session = new inspector.Session()
  session.connect()
  const held = { old: Array.from({ length: 400_000 }, (_, index) => make(index)) }
  gc()
  post(session, 'HeapProfiler.startTrackingHeapObjects')

  // a body that lets go of what was there, and makes collections necessary
  held.old = undefined
  const born = []
  for (let round = 0; round < 60; round++) {
    const garbage = []
    for (let index = 0; index < 200_000; index++) garbage.push({ index })
    for (let index = 0; index < 2_000; index++) born.push(make(index))
  }

  gc()
  const samples = born.filter((_, index) => index % 40 === 0)
  const numbered = samples.filter((object) => numberOf(session, object) !== '0')
  session.disconnect()
  return `${numbered.length} of ${samples.length} that were born after the mark look old`
}

function numberOf(session, object) {
  globalThis.sample = object
  const { result } = post(session, 'Runtime.evaluate', { expression: 'sample', objectGroup: 'sample' })
  const { heapSnapshotObjectId } = post(session, 'HeapProfiler.getHeapObjectId', {
    objectId: result.objectId,
  })
  post(session, 'Runtime.releaseObjectGroup', { objectGroup: 'sample' })
  return heapSnapshotObjectId
}

/** Sessions of one's own isolate answer before `post` returns. */
function post(session, method, parameters) {
  let answer
  session.post(method, parameters, (error, result) => {
    if (error) throw new Error(`${method}: ${error.message}`)
    answer = result
  })
  return answer
}
