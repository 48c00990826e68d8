/**
 * `npm run bench:self`: whether toleak leaks. A thousand passed and two hundred failed assertions in one process, of which the heap and
 * the memory of the process are shown as they go.
 */
import { parseArgs } from 'node:util'
import { findLeaks } from '@toleak/core'
import { collectGarbage } from '../../packages/core/src/capture/gc.ts'
import { tableAsMarkdown, tableAsText } from '../table.ts'

const { values } = parseArgs({
  options: {
    green: { type: 'string', default: '1000' },
    red: { type: 'string', default: '200' },
    /** Rows of the table for each kind. */
    rows: { type: 'string', default: '10' },
    markdown: { type: 'boolean', default: false },
  },
})

class Job {}
const held: Job[] = []

const rows: string[][] = []
await assertOften('passed', Number(values.green), () => {
  new Job()
})
await assertOften('failed', Number(values.red), () => {
  held.push(new Job())
})
const table = {
  title: `Memory after so many assertions in one process, Node ${process.version}`,
  head: ['assertions', 'done', 'heap KB', 'array buffers KB', 'resident MB'],
  rows,
  wordColumns: 1,
  notes: [],
}
console.log(values.markdown ? tableAsMarkdown(table) : tableAsText(table))

async function assertOften(kind: string, count: number, body: () => void): Promise<void> {
  // the first fifty make V8 compile, and caches fill
  const first = Math.min(50, count)
  const marks = Array.from({ length: Number(values.rows) }, (_, row) =>
    Math.round(first + ((count - first) * row) / Math.max(1, Number(values.rows) - 1)),
  )
  for (let done = 1; done <= count; done++) {
    const report = findLeaks(body, Job)
    if (report.leakedCount !== (kind === 'failed' ? 1 : 0))
      throw new Error(`Assertion ${done} should have ${kind}:\n${report.toText()}`)
    if (kind === 'failed') report.toText()
    held.length = 0
    if (marks.includes(done)) await note(kind, done)
  }
}

async function note(kind: string, done: number): Promise<void> {
  for (let turn = 0; turn < 3; turn++) {
    await new Promise((resolve) => setImmediate(resolve))
    collectGarbage()
  }
  const { heapUsed, arrayBuffers, rss } = process.memoryUsage()
  const kilobytes = (bytes: number) => Math.round(bytes / 1024).toLocaleString('en-US')
  const row = [kind, String(done), kilobytes(heapUsed), kilobytes(arrayBuffers), (rss / 2 ** 20).toFixed(0)]
  console.error(row.join('  '))
  rows.push(row)
}
