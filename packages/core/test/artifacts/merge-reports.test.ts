import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { mergeReports } from '../../src/artifacts/merge-reports.ts'
import { readManifest } from '../../src/artifacts/manifest.ts'
import { filesBelow, report } from '../fixtures/reported.ts'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'toleak-merge-'))
})
afterEach(() => rmSync(root, { recursive: true }))

/** A report of a machine with one failure for each text, all of one test. */
function machine(name: string, texts: readonly string[]): string {
  const dir = join(root, name)
  for (const text of texts) report(dir, { root, testFile: 'a.test.ts', testName: 'leaks' }, {}, text)
  return dir
}

const textsIn = (dir: string) =>
  readManifest(join(dir, 'manifest.json'))!.map(
    ({ id }) => /<title>(.*)<\/title>/.exec(readFileSync(join(dir, `${id}.svg`), 'utf8'))?.[1],
  )

test('every failure of each is in it once, also those of one name', () => {
  const [one, two, out] = [machine('one', ['a', 'b']), machine('two', ['c']), join(root, 'out')]
  expect(mergeReports([one, two, one], out)).toEqual({ failures: 3, missing: [] })
  expect(textsIn(out).sort()).toEqual(['a', 'b', 'c'])
  expect(filesBelow(out)).toHaveLength(3 * 2 + 3)
  const page = readFileSync(join(out, 'index.html'), 'utf8')
  for (const text of 'abc') expect(page).toContain(`of ${text}`)
  // what has been merged may be merged again, with what it was made of
  expect(mergeReports([out, two], join(root, 'again')).failures).toBe(3)
  expect(textsIn(join(root, 'again')).sort()).toEqual(['a', 'b', 'c'])
  // the reports themselves stay
  expect(textsIn(one)).toEqual(['a', 'b'])
})

test('a report that is there is replaced, or added to if it is one of them', () => {
  const [one, two, three] = [machine('one', ['a']), machine('two', ['b']), machine('three', ['c'])]
  const out = join(root, 'out')
  mergeReports([one], out)
  mergeReports([two], out)
  expect(textsIn(out)).toEqual(['b'])
  mergeReports([out, three], out)
  expect(textsIn(out).sort()).toEqual(['b', 'c'])
})

test('what a stopped run did not come to write is told, and its failure is there', () => {
  const one = machine('one', ['a', 'b'])
  const lost = join(one, 'a.test.ts/leaks-2.svg')
  rmSync(lost)
  expect(mergeReports([one], join(root, 'out'))).toEqual({ failures: 2, missing: [lost] })
})

test('a folder that is none, has no report or one of another version, is an error; nothing is written', () => {
  const out = join(root, 'out')
  mkdirSync(join(root, 'empty'))
  mkdirSync(join(root, 'newer'))
  writeFileSync(join(root, 'newer/manifest.json'), '{"format":"toleak-report","version":9,"failures":[]}')
  mkdirSync(join(root, 'half'))
  writeFileSync(join(root, 'half/manifest.json'), '{"format":"toleak-report","vers')
  const good = machine('good', ['a'])
  expect(() => mergeReports([good, join(root, 'none')], out)).toThrow(
    /^Cannot merge .*none: there is no such folder/,
  )
  expect(() => mergeReports([good, join(root, 'empty')], out)).toThrow(
    /^Cannot merge .*empty: it has no manifest\.json/,
  )
  expect(() => mergeReports([good, join(root, 'newer')], out)).toThrow(
    /newer.*found version 9, expected version 1/,
  )
  expect(() => mergeReports([good, join(root, 'half')], out)).toThrow(/half.*no whole JSON/)
  expect(filesBelow(root).filter((file) => file.startsWith('out'))).toEqual([])
})
