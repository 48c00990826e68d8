/**
 * A test of sorts, in a process of its own: two failures of one test with their files, as an adapter writes them, and a fault in between.
 * `node program.ts <fault> <report folder>`; prints a line of JSON for each assertion.
 */
import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { Session } from 'node:inspector'
import { failureOf } from '../../../src/check/failure.ts'
import { findLeaks } from '../../../src/check/find-leaks.ts'
import { resolveOptions } from '../../../src/check/options.ts'

class Job {
  id = 7
}
const kept: Job[] = []
const [, , fault, dir] = process.argv
const settings = resolveOptions({ artifacts: { dir } })

/** What happens in the body, or between the assertions. */
const faults: Readonly<Record<string, { inBody?: () => void; between?: () => void }>> = {
  none: {},
  'exit in the body': { inBody: () => process.exit(3) },
  'kill in the body': { inBody: () => process.kill(process.pid, 'SIGKILL') },
  'report folder removed': { between: () => rmSync(dir, { recursive: true }) },
  'a file where the folder was': {
    between: () => {
      rmSync(dir, { recursive: true })
      writeFileSync(dir, '')
    },
  },
  'a debugger comes and goes': {
    inBody: () => {
      const session = new Session()
      session.connect()
      session.post('HeapProfiler.enable')
      session.disconnect()
    },
  },
}

function assertion(inBody: () => void): void {
  try {
    const report = findLeaks(
      () => {
        kept.push(new Job())
        inBody()
      },
      Job,
      {},
      { projectRoot: process.cwd(), testFile: 'jobs.test.ts', testName: 'keeps jobs' } as never,
    )
    const failure = failureOf('expect(fn).not.toLeak(Job)', report, settings, {
      projectRoot: process.cwd(),
    } as never)
    console.log(JSON.stringify({ message: failure?.message, svg: failure?.data.svg }))
  } catch (error) {
    console.log(JSON.stringify({ error: (error as Error).name, message: (error as Error).message }))
  }
}

assertion(() => {})
if (existsSync(dir)) faults[fault].between?.()
assertion(() => faults[fault].inBody?.())
