/**
 * `npm run bench:scale`: whether a failure is explained in a very large heap, in what time and memory beside V8's own snapshot; what an
 * assertion about many classes costs beside one about one.
 */
import { parseArgs } from 'node:util'
import { npmOrThrow } from '../../scripts/run.ts'
import { grouped, megabytes } from '../cells.ts'
import type { Host } from '../hosts/hosts.ts'
import { hostsIn, measureIn } from '../hosts/hosts.ts'
import { tableAsMarkdown, tableAsText } from '../table.ts'
import type { ScaleFigures, ScaleInput } from './measure-scale.ts'

const { values } = parseArgs({
  options: {
    hosts: { type: 'string', default: 'node,vitest' },
    nodes: { type: 'string', default: '1e7' },
    megabytes: { type: 'string', default: '1024' },
    classes: { type: 'string', default: '500' },
    markdown: { type: 'boolean', default: false },
  },
})

await npmOrThrow(['run', 'build', '--workspace', 'packages/core'])
const show = values.markdown ? tableAsMarkdown : tableAsText
const large = { nodes: Number(values.nodes), megabytes: Number(values.megabytes) }
const rows: string[][] = []
for (const host of hostsIn(values.hosts)) {
  const write = await measure(host, { what: 'write', ...large })
  const failed = await measure(host, { what: 'explain', ...large })
  const { snapshot = 0, explain = 0 } = failed.stages ?? {}
  const cells = (name: string, time: number, { peak }: ScaleFigures) => [
    host,
    name,
    grouped(time),
    (time / write.total).toFixed(2),
    megabytes(peak),
    (peak / write.peak).toFixed(2),
  ]
  rows.push(
    [host, 'heap before', '', '', megabytes(write.heap), ''],
    cells(`v8.writeHeapSnapshot, ${megabytes(write.fileBytes ?? 0)} MB`, write.total, write),
    cells('snapshot, read and explained', snapshot + explain, failed),
    cells('whole failed assertion, with text and picture', failed.total, failed),
  )
}
console.log(
  show({
    title: `A failure in a heap of ${grouped(large.nodes)} nodes and ${grouped(large.megabytes)} MB, Node ${process.version}`,
    head: ['worker', 'what', 'ms', '× write', 'peak MB', '× write'],
    rows,
    wordColumns: 2,
    notes: [],
  }),
)
const watched: string[][] = []
for (const host of hostsIn(values.hosts)) {
  const { total, oneClass = 0 } = await measure(host, { what: 'classes', nodes: 0, megabytes: 0 })
  watched.push([host, grouped(oneClass), grouped(total), (total / oneClass).toFixed(2)])
}
console.log(
  '\n' +
    show({
      title: `Passing assertions about one class and about ${values.classes}, medians of 5`,
      head: ['worker', '1: ms', `${values.classes}: ms`, 'ratio'],
      rows: watched,
      wordColumns: 1,
      notes: [],
    }),
)

function measure(host: Host, input: Omit<ScaleInput, 'classes'>): Promise<ScaleFigures> {
  console.error(`${host}: ${input.what} …`)
  return measureIn(host, 'scale', { ...input, classes: Number(values.classes) })
}
