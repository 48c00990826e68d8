import { expect, test } from 'vitest'
import { findLeaks } from '../../src/check/find-leaks.ts'

class Job {
  runs = 0
}

const start = (job: Job) => setInterval(() => job.runs++, 3_600_000).unref()
// waits in the same list, and a variable has it
const other = start(new Job())

test('timers that wait for as long are one reason, and the cut is what each calls', () => {
  const report = findLeaks(() => {
    for (let count = 0; count < 30; count++) start(new Job())
  }, Job)
  clearInterval(other)

  expect(report.leakedCount).toBe(30)
  expect(report.groups).toHaveLength(1)
  const [{ trace, cut, advice }] = report.groups
  expect(trace.root.label).toBe("Node's timers")
  expect(trace.steps.map(({ edge }) => edge).slice(0, 2)).toEqual(['pending', 'callback'])
  expect(cut?.sentence).toBe('callback of setInterval timer and 29 like it (nothing else keeps the 30 alive)')
  expect(advice).toEqual(['Clear it when it is no longer needed: `clearInterval(timer)`.'])

  // each hangs on the list in the picture, too
  const edges = report.graph.edges()
  expect(edges.filter(({ label }) => label === 'pending')).toHaveLength(30)
  expect(edges.filter(({ cut: isCut }) => isCut)).toHaveLength(30)
})
