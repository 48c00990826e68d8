import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'

/** A failure as the manifest of a report lists it. */
export interface ListedFailure {
  readonly id: string
  readonly key: string
  readonly testFile: string
  readonly project: string
  readonly retry?: number
}

/** The report of a project. */
export function reportOf(project: string): string {
  return join(project, 'toleak-report')
}

export function failuresIn(report: string): ListedFailure[] {
  const manifest = readFileSync(join(report, 'manifest.json'), 'utf8')
  return (JSON.parse(manifest) as { failures: ListedFailure[] }).failures
}

/** Throws unless every failure has its files, whole. */
export function expectWhole(report: string): void {
  for (const { id } of failuresIn(report)) {
    expect(JSON.parse(readFileSync(join(report, `${id}.json`), 'utf8'))).toMatchObject({ leakedCount: 1 })
    expect(readFileSync(join(report, `${id}.svg`), 'utf8')).toMatch(/^<svg[\s\S]*<\/svg>\n$/)
  }
}

/** Throws unless each of two tries of each test file in the projects `one` and `two` is listed, and nothing else. */
export function expectEachTry(
  failures: readonly ListedFailure[],
  testFiles: readonly string[],
  said?: string,
): void {
  const told = failures.map(({ testFile, project, retry = 0 }) => `${testFile} ${project} ${retry}`)
  const all = testFiles.flatMap((file) =>
    ['one', 'two'].flatMap((project) => [0, 1].map((retry) => `test/${file}.test.ts ${project} ${retry}`)),
  )
  expect(told.sort(), said).toEqual(all.sort())
}
