import { existsSync, readFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import type { TestResult } from './test-results.ts'
import { messageOf } from './test-results.ts'

/** What the worker example's failure shows. */
export interface WorkerFailure {
  /** What a person reads: the message, without the stack below it. */
  readonly text: string
  /** Absolute path of the picture; undefined if the text names none. */
  readonly picture: string | undefined
  /** What it lacks, a sentence each; empty if the test failed for the right reason. */
  readonly complaints: readonly string[]
}

/**
 * Reads the failure of the worker example. It has to name the class, the async function, its local variable, the position of the await
 * in the TypeScript source, and a picture that is there.
 *
 * @param example absolute path of the project in which the test ran
 */
export function readWorkerFailure({ status, failure }: TestResult, example: string): WorkerFailure {
  if (status !== 'failed')
    return {
      text: '',
      picture: undefined,
      complaints: [`The leaking test ended as ${status}, expected failed.`],
    }
  const text = messageOf(failure)
  const path = /Ancestors graph: (.+\.svg)$/m.exec(text)?.[1]
  const picture = path === undefined ? undefined : resolve(example, path)
  const complaints = [...missingWords(text, join(example, 'src/leaking-worker.ts')), ...wrongPicture(picture)]
  return { text, picture, complaints }
}

function missingWords(text: string, worker: string): string[] {
  const place = positionOfAwait(worker)
  const expected: [what: string, isThere: boolean][] = [
    ['one instance of SomeComputation', /1 instance of SomeComputation is still alive/.test(text)],
    ['async function worker', /async function `?worker\b/.test(text)],
    ['local variable `job`', text.includes('local variable `job`')],
    [`the await at ${place}`, text.includes(place)],
  ]
  return expected.filter(([, isThere]) => !isThere).map(([what]) => `The failure does not name ${what}.`)
}

function positionOfAwait(file: string): string {
  const lines = readFileSync(file, 'utf8').split('\n')
  const line = lines.findIndex((text) => text.includes('await jobs.get()'))
  if (line === -1) throw new Error(`Cannot tell where the worker waits: ${file} has no "await jobs.get()".`)
  return `${basename(file)}:${line + 1}:${lines[line].indexOf('await') + 1}`
}

function wrongPicture(picture: string | undefined): string[] {
  if (picture === undefined) return ['The failure does not name a picture.']
  if (!existsSync(picture)) return [`There is no picture at ${picture}.`]
  const svg = readFileSync(picture, 'utf8')
  return svg.includes('<svg') && svg.includes('SomeComputation')
    ? []
    : [`${picture} shows no SomeComputation.`]
}
