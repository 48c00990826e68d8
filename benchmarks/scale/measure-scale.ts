import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import v8 from 'node:v8'
import { findLeaks } from '@toleak/core'
import { NODES_PER_UNIT, Population } from '../heaps/population.ts'
import { spreadOf } from '../statistics.ts'

/** What one fresh worker is to do. */
export interface ScaleInput {
  /** `write` is V8's own snapshot, `explain` a failed assertion, `classes` a passed one of many classes and of one. */
  readonly what: 'write' | 'explain' | 'classes'
  /** How many nodes the heap is to have, about. */
  readonly nodes: number
  /** How large the heap is to be, at least. */
  readonly megabytes: number
  /** For `classes`. */
  readonly classes: number
}

/** What came of it; times in milliseconds, memory in bytes. */
export interface ScaleFigures {
  /** Of the JS heap, before anything is measured. */
  readonly heap: number
  /** The most that the process ever held, before anything is measured and in the end. */
  readonly peakBefore: number
  readonly peak: number
  readonly total: number
  /** Of the file that V8 wrote. */
  readonly fileBytes?: number
  /** The assertion's own parts. */
  readonly stages?: Readonly<Record<string, number>>
  /** Of the assertion about one class, for `classes`. */
  readonly oneClass?: number
}

const DOUBLES = 1 << 16
class Job {}
const held: Job[] = []

/** Fills the heap and measures one thing. */
export function measureScale({ what, nodes, megabytes, classes }: ScaleInput): ScaleFigures {
  const population = new Population()
  population.grow(Math.round(nodes / NODES_PER_UNIT))
  const numbers: number[][] = []
  while (v8.getHeapStatistics().used_heap_size < megabytes * 2 ** 20)
    numbers.push(Array.from({ length: DOUBLES }, (_, index) => index + 0.5))
  const before = { heap: v8.getHeapStatistics().used_heap_size, peakBefore: peakMemory() }
  const measured = { write, explain, classes: () => watch(classes) }[what]()
  const after = { peak: peakMemory() }
  // what fills the heap must live so long
  population.shrink(population.units)
  numbers.length = 0
  return { ...before, ...measured, ...after }
}

function write(): Pick<ScaleFigures, 'total' | 'fileBytes'> {
  const folder = mkdtempSync(join(tmpdir(), 'toleak-scale-'))
  try {
    const file = join(folder, 'whole.heapsnapshot')
    const total = timed(() => v8.writeHeapSnapshot(file))
    return { total, fileBytes: statSync(file).size }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function explain(): Pick<ScaleFigures, 'total' | 'stages'> {
  let stages: Record<string, number> = {}
  const total = timed(() => {
    const report = findLeaks(() => {
      held.push(new Job())
    }, Job)
    const text = report.toText()
    if (report.leakedCount !== 1 || !text.includes('`held`')) throw new Error(`Not explained:\n${text}`)
    report.toSvgSync()
    stages = { ...report.timings }
  })
  return { total, stages }
}

function watch(count: number): Pick<ScaleFigures, 'total' | 'oneClass'> {
  const classes = Array.from(
    { length: count },
    (_, index) => new Function(`return class Watched${index} {}`)() as new () => object,
  )
  const body = () => {
    for (const Watched of classes) new Watched()
  }
  const look = (target: (new () => object)[]) => () => {
    const { leakedCount } = findLeaks(body, target)
    if (leakedCount !== 0) throw new Error(`${leakedCount} leaks found, expected none.`)
  }
  // V8 compiles in the first round
  for (const target of [classes, classes.slice(0, 1)]) look(target)()
  const rounds = Array.from({ length: 5 }, () => ({
    all: timed(look(classes)),
    one: timed(look(classes.slice(0, 1))),
  }))
  return {
    total: spreadOf(rounds.map(({ all }) => all)).median,
    oneClass: spreadOf(rounds.map(({ one }) => one)).median,
  }
}

function timed(action: () => unknown): number {
  const start = performance.now()
  action()
  return performance.now() - start
}

/** Maximum resident set of this process. */
function peakMemory(): number {
  return process.resourceUsage().maxRSS * 1024
}
