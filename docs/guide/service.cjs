const { writeHeapSnapshot } = require('node:v8')
const { Queue, doSomeComputations, worker } = require('./worker.cjs')

const jobs = new Queue()
const results = new Queue()
const heartbeat = setInterval(() => jobs.put(() => 'still here'), 60_000)

void worker(jobs, results)
doSomeComputations(jobs, results).then(() => {
  writeHeapSnapshot('service.heapsnapshot')
  clearInterval(heartbeat)
})
