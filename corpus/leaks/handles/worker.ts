import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { LeakCase } from '../../leak-case.ts'

class Simulation {
  steps = 0
}

const workers = new Set<WeakRef<Worker>>()

async function simulate(simulation: Simulation): Promise<Worker> {
  const worker = new Worker('require("node:worker_threads").parentPort.once("message", () => {})', {
    eval: true,
  })
  await once(worker, 'online')
  // culprit
  worker.on('message', function count(steps: number) {
    simulation.steps = steps
  })
  workers.add(new WeakRef(worker))
  return worker
}

export const leakCase: LeakCase = {
  target: Simulation,
  async leaking() {
    await simulate(new Simulation())
  },
  async fixed() {
    const worker = await simulate(new Simulation())
    await worker.terminate()
  },
  root: "Node's event loop",
  says: ['Worker', 'event "message"', 'count', '`simulation`'],
  // Node's own objects are of unknown birth under Jest, which has a realm of its own
  cut: { bare: 'running worker', jest: 'event "message"' },
  advice: { bare: 'terminate()', jest: 'off("message", listener)' },
  async after() {
    for (const worker of workers) await worker.deref()?.terminate()
    workers.clear()
  },
}
