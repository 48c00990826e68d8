/** What an assertion could do, does, and is compared with; measured in the worker that it is called in. */
import { mkdtempSync, rmSync } from 'node:fs'
import inspector from 'node:inspector'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import v8 from 'node:v8'
import vm from 'node:vm'
import { findLeaks } from '@toleak/core'
import { NODES_PER_UNIT, Population } from '../heaps/population.ts'
import { UNIT, WRITE } from './names.ts'

/** What one call took, in milliseconds. */
export interface Cost {
  readonly elapsed: number
  /** In which this thread was computing: what a busy machine does not change. V8's own threads are not in it. */
  readonly computing: number
}

/** What came out in one worker. */
export interface WorkerFigures {
  readonly node: string
  /** Of a snapshot, when all objects were made. */
  readonly nodes: number
  /** Realms (V8 contexts) of the worker. */
  readonly realms: number
  /** For each candidate. */
  readonly costs: Readonly<Record<string, readonly Cost[]>>
}

class Job {
  readonly payload = { items: [1, 2, 3] }
}
class Queue {
  readonly jobs: Job[] = []
}
class Bus {
  readonly listeners: (() => void)[] = []
}

const CLASSES = [Job, Queue, Bus]
const held: Job[] = []
const pause = () => new Promise<void>((resolve) => globalThis.setTimeout(resolve, 0))

const work = () => {
  const queue = new Queue()
  for (let index = 0; index < 10; index++) queue.jobs.push(new Job())
}

/**
 * Measures everything in turn, so that a slow minute meets all, after one round that does not count.
 *
 * @param nodes how many nodes of a snapshot are to be added to the worker's heap
 */
export async function measureCandidates(rounds: number, nodes: number): Promise<WorkerFigures> {
  const population = new Population()
  population.grow(Math.round(nodes / NODES_PER_UNIT))
  const folder = mkdtempSync(join(tmpdir(), 'toleak-bench-'))
  const candidates = candidatesIn(folder)
  const costs: Record<string, Cost[]> = {}
  try {
    for (let round = 0; round <= rounds; round++)
      for (const [name, candidate] of Object.entries(candidates)) {
        const start = performance.now()
        const computedBefore = computed()
        await candidate()
        const cost = { elapsed: performance.now() - start, computing: computed() - computedBefore }
        if (round > 0) (costs[name] ??= []).push(cost)
        held.length = 0
        // what a timer or a finalizer is still to do is not the next one's
        await pause()
      }
    return {
      node: process.version,
      nodes: countNodes(),
      realms: v8.getHeapStatistics().number_of_native_contexts,
      costs,
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
    population.shrink(population.units)
  }
}

/** Milliseconds that this thread has computed so far; of all threads before Node 22.19. */
function computed(): number {
  const { threadCpuUsage = process.cpuUsage } = process as { threadCpuUsage?: typeof process.cpuUsage }
  const { user, system } = threadCpuUsage.call(process)
  return (user + system) / 1000
}

function candidatesIn(folder: string): Record<string, () => unknown> {
  const gc = exposedGc()
  return {
    [UNIT]: () => query(Job.prototype),
    'one query of Object.prototype': () => query(Object.prototype),
    'gc()': () => gc(),
    'gc(), last resort': () => gc({ type: 'major', execution: 'sync', flavor: 'last-resort' }),
    'mark by startTrackingHeapObjects': mark,
    'v8.getHeapSnapshot().destroy()': () => void v8.getHeapSnapshot().destroy(),
    'assertion, sync body': () => expectClean(findLeaks(work, Job)),
    'assertion, sync body, three classes': () => expectClean(findLeaks(work, CLASSES)),
    'assertion, async body': async () => expectClean(await findLeaks(asyncWork, Job)),
    'assertion, async body, three classes': async () => expectClean(await findLeaks(asyncWork, CLASSES)),
    [WRITE]: () => void v8.writeHeapSnapshot(join(folder, 'written.heapsnapshot')),
    'failed assertion, sync body, explained': () => {
      const report = findLeaks(() => {
        held.push(new Job())
      }, Job)
      if (report.leakedCount !== 1) throw new Error(`${report.leakedCount} leaks found, expected 1.`)
      report.toText()
    },
  }
}

async function asyncWork(): Promise<void> {
  work()
  await pause()
  work()
}

function expectClean({ leakedCount }: { leakedCount: number }): void {
  if (leakedCount !== 0) throw new Error(`${leakedCount} leaks found, expected none.`)
}

/** In the realm of this code, as in a runner that has a realm for each test file. */
function query(prototype: object): void {
  const bridge = v8 as unknown as Record<string, unknown>
  withSession((post, session) => {
    const contexts: { id: number }[] = []
    session.on('Runtime.executionContextCreated', ({ params }) => contexts.push(params.context))
    post('Runtime.enable')
    bridge['__bench__'] = { prototype, Object }
    try {
      for (const { id: contextId } of contexts) {
        const { result } = post('Runtime.evaluate', {
          contextId,
          includeCommandLineAPI: true,
          objectGroup: 'bench',
          expression:
            "(({ __bench__: { prototype, Object } }) => Object === {}.constructor ? prototype : undefined)(require('node:v8'))",
        }) as { result: { objectId?: string } }
        if (result.objectId === undefined) continue
        post('Runtime.queryObjects', { prototypeObjectId: result.objectId, objectGroup: 'bench' })
        post('Runtime.releaseObjectGroup', { objectGroup: 'bench' })
        return
      }
      throw new Error('None of the realms is that of the benchmark.')
    } finally {
      delete bridge['__bench__']
    }
  })
}

function mark(): void {
  withSession((post) => post('HeapProfiler.startTrackingHeapObjects', { trackAllocations: false }))
}

type Post = (method: string, params?: object) => unknown

function withSession(use: (post: Post, session: inspector.Session) => unknown): void {
  const session = new inspector.Session()
  session.connect()
  try {
    use((method, params = {}) => {
      let answer: unknown
      session.post(method, params, (error: Error | null, result?: unknown) => {
        if (error) throw error
        answer = result
      })
      return answer
    }, session)
  } finally {
    session.disconnect()
  }
}

function exposedGc(): (options?: object) => void {
  v8.setFlagsFromString('--expose-gc')
  // a realm that assertions do not ask: any other would make each of them dearer
  const realm = vm.createContext({}, { name: 'toleak gc' })
  const gc = vm.runInContext('gc', realm) as (options?: object) => void
  v8.setFlagsFromString('--no-expose-gc')
  return gc
}

/** From the beginning of a snapshot, where V8 says it. */
function countNodes(): number {
  const snapshot = v8.getHeapSnapshot()
  snapshot.read(0)
  const header = String(snapshot.read())
  snapshot.destroy()
  return Number(/"node_count":(\d+)/.exec(header)?.[1])
}
