import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readManifest } from '../../src/artifacts/manifest.ts'
import { findLeaks } from '../../src/check/find-leaks.ts'
import type { LeakReport } from '../../src/check/leak-report.ts'
import type { ArtifactOptions } from '../../src/check/options.ts'
import { resolveOptions } from '../../src/check/options.ts'
import { reportFailure } from '../../src/check/report-failure.ts'
import { readSnapshot } from '../../src/snapshot/read-snapshot.ts'

const root = mkdtempSync(join(tmpdir(), 'toleak-report-failure-'))
afterAll(() => rmSync(root, { recursive: true }))

class Session {}
const kept: Session[] = []
const lineOfKept =
  readFileSync(import.meta.filename, 'utf8')
    .split('\n')
    .indexOf(['const', 'kept: Session[] = []'].join(' ')) + 1
let found: LeakReport
beforeAll(() => {
  writeFileSync(join(root, 'a.test.ts'), '')
  found = findLeaks(
    () => void kept.push(new Session()),
    Session,
    {},
    {
      projectRoot: root,
      testFile: join(root, 'a.test.ts'),
      testName: 'keeps nothing',
    },
  )
}, 60_000)

const outcome = (artifacts: ArtifactOptions, host = {}) =>
  reportFailure({
    assertion: 'expect(fn).not.toLeak(Session)',
    report: found,
    more: ['And more.'],
    artifacts: resolveOptions({ artifacts }).artifacts,
    host,
  })

test('a failure is listed with what tells it, and its files say the rest', () => {
  const listed: unknown[] = []
  const {
    svg,
    listed: where,
    notes,
  } = outcome({ dir: 'r' }, { project: 'p', retry: 2, onReported: (at: unknown) => listed.push(at) })
  const id = 'a.test.ts@p/keeps-nothing-1.retry2'
  expect([where, ...listed]).toEqual([{ folder: join(root, 'r'), id }, where])
  expect(svg).toBe(join(root, 'r', `${id}.svg`))
  expect(notes).toHaveLength(1)
  expect(readManifest(join(root, 'r/manifest.json'))).toMatchObject([
    {
      id,
      files: ['svg', 'json'],
      testFile: 'a.test.ts',
      root: '..',
      testName: 'keeps nothing',
      project: 'p',
      retry: 2,
      target: 'Session',
      headline: expect.stringMatching(/^1 instance of Session is still alive/),
      cut: expect.stringContaining('of Array `kept`'),
      place: { file: expect.stringContaining('report-failure.test.ts'), line: lineOfKept },
    },
  ])
  expect(JSON.parse(readFileSync(join(root, 'r', `${id}.json`), 'utf8'))).toMatchObject({
    leakedCount: 1,
    notes: ['And more.'],
    text: found.toText(),
    mermaid: expect.stringMatching(/^flowchart TD/),
  })
  expect(readFileSync(join(root, 'r/index.html'), 'utf8')).toContain('And more.')
})

test('the heap of the moment is written when it is asked for, and can be read', () => {
  const { notes } = outcome({ dir: 'h', heapSnapshot: true })
  expect(notes).toHaveLength(1)
  const heap = readSnapshot(join(root, 'h/a.test.ts/keeps-nothing-1.heapsnapshot.gz'))
  expect([...heap.instancesOf('Session')]).toHaveLength(kept.length)
  expect(readFileSync(join(root, 'h/index.html'), 'utf8')).toContain(
    '<a href="a.test.ts/keeps-nothing-1.heapsnapshot.gz">heap snapshot</a>',
  )
}, 60_000)

test('a folder that is not ours is one sentence below the message, and stays as it is', () => {
  mkdirSync(join(root, 'app'))
  writeFileSync(join(root, 'app/manifest.json'), '{"name":"app"}')
  const { notes, svg, listed } = outcome({ dir: 'app' })
  expect(notes).toEqual([
    expect.stringMatching(
      /^Cannot read the report of .*manifest\.json: found a file that toleak did not write/,
    ),
  ])
  expect([svg, listed, existsSync(join(root, 'app/index.html'))]).toEqual([undefined, undefined, false])
})
