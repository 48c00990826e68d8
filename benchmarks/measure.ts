import { fork } from 'node:child_process'
import { join } from 'node:path'
import type { Findings } from './contestants/contestant.ts'

/** What one stage took. */
export interface Lap {
  readonly stage: string
  readonly milliseconds: number
  /** Most memory that the process ever had up to the end of the stage (maximum resident set). */
  readonly peakBytes: number
  /** Memory of the process at the end of the stage. */
  readonly residentBytes: number
}

/** What a contestant's process tells at its end. */
export interface Report {
  readonly findings: Findings
  readonly laps: readonly Lap[]
}

/** What one stage took in each of several runs. */
export function lapsOf(stage: string, reports: readonly Report[]): Lap[] {
  return reports.flatMap(({ laps }) => laps.filter((lap) => lap.stage === stage))
}

/** Why a contestant did not come to its end, in its own words. */
export interface Failure {
  readonly failure: string
}

export type Measurement = Report | Failure

export interface MeasureOptions {
  readonly nodeArgs: readonly string[]
  /** Seconds after which the process is killed. */
  readonly limit: number
}

/**
 * One run of a contestant in a fresh process.
 *
 * @param contestant name of a file of contestants/
 * @param files the snapshots that it reads
 */
export function measure(
  contestant: string,
  files: readonly string[],
  { nodeArgs, limit }: MeasureOptions,
): Promise<Measurement> {
  return new Promise((resolve, reject) => {
    const script = join(import.meta.dirname, 'contestant-process.ts')
    const child = fork(script, [contestant, ...files], {
      execArgv: [...nodeArgs],
      // npm's and the shell's flags for Node would be measured, too
      env: { ...process.env, NODE_OPTIONS: '' },
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    })
    let report: Report | undefined
    let errors = ''
    let tookTooLong = false
    const timer = setTimeout(() => {
      tookTooLong = true
      child.kill('SIGKILL')
    }, limit * 1000)
    child.on('message', (message) => (report = message as Report))
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (errors += text))
    child.on('error', reject)
    child.on('close', (exitCode, signal) => {
      clearTimeout(timer)
      if (report) resolve(report)
      else if (tookTooLong) resolve({ failure: `not done after ${limit} s` })
      else resolve({ failure: reasonIn(errors) ?? `ended by ${signal ?? `exit code ${exitCode}`}` })
    })
  })
}

/** The line of a crash that says why. */
function reasonIn(errors: string): string | undefined {
  if (errors.includes('heap out of memory')) return 'JavaScript heap out of memory'
  return /^\w*Error.*: .*$/m.exec(errors)?.[0]
}
