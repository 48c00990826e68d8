/** `npm run bench:green`: what an assertion costs, beside the least that could be done, in three kinds of worker. */
import { writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { parseArgs } from 'node:util'
import { manifestOf } from '../../scripts/repository.ts'
import { npmOrThrow } from '../../scripts/run.ts'
import { grouped, timeCells } from '../cells.ts'
import { HOSTS, hostsIn, measureIn } from '../hosts/hosts.ts'
import { spreadOf } from '../statistics.ts'
import type { Table } from '../table.ts'
import { tableAsMarkdown, tableAsText } from '../table.ts'
import type { Cost, WorkerFigures } from './candidates.ts'
import { UNIT, WRITE } from './names.ts'

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '11' },
    hosts: { type: 'string', default: HOSTS.join() },
    /** Added to what the worker has by itself. */
    nodes: { type: 'string', default: '0,500000' },
    markdown: { type: 'boolean', default: false },
    json: { type: 'string' },
  },
})

// Jest loads what users load
await npmOrThrow(['run', 'build', '--workspace', 'packages/core'])
const results: { host: string; figures: WorkerFigures }[] = []
const show = values.markdown ? tableAsMarkdown : tableAsText
console.log(describe())
for (const host of hostsIn(values.hosts))
  for (const nodes of values.nodes.split(',').map(Number)) {
    console.error(`${host}, ${nodes} nodes added`)
    const figures = await measureIn<WorkerFigures>(host, 'green', { rounds: Number(values.rounds), nodes })
    results.push({ host, figures })
    // at once: a run that is ended early has shown what it measured
    console.log(`\n${show(tableOf(host, figures))}`)
    if (values.json !== undefined) writeFileSync(values.json, JSON.stringify(results, undefined, 2) + '\n')
  }

function describe(): string {
  const versions = ['vitest', 'jest'].map((name) => `${name} ${manifestOf(`node_modules/${name}`).version}`)
  return `${cpus().length} × ${cpus()[0].model.trim()}, ${(totalmem() / 2 ** 30).toFixed(0)} GiB, Node ${process.version}, ${versions.join(', ')}; medians of ${values.rounds} rounds`
}

function tableOf(host: string, { nodes, realms, costs }: WorkerFigures): Table {
  const medianOf = (name: string, figure: keyof Cost) =>
    spreadOf(costs[name].map((cost) => cost[figure])).median
  const ratio = (name: string, unit: string, figure: keyof Cost) =>
    (medianOf(name, figure) / medianOf(unit, figure)).toFixed(2)
  return {
    title: `${host}, ${grouped(nodes)} nodes, ${realms} realms`,
    head: ['what', 'ms', 'min–max', '× query', '× write', 'computing ms', '× query', '× write'],
    rows: Object.entries(costs).map(([name, each]) => [
      name,
      ...timeCells(spreadOf(each.map(({ elapsed }) => elapsed))),
      ratio(name, UNIT, 'elapsed'),
      ratio(name, WRITE, 'elapsed'),
      grouped(medianOf(name, 'computing')),
      ratio(name, UNIT, 'computing'),
      ratio(name, WRITE, 'computing'),
    ]),
    wordColumns: 1,
    notes: [],
  }
}
