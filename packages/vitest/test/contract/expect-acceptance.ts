import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { FixtureCopy } from './fixture-copy.ts'
import { copyFixture } from './fixture-copy.ts'
import { runIn } from './run-fixture.ts'

/** Declares the life of an accepted leak in a real runner: it fails, is accepted with `-u`, passes, is mended, and is obsolete. */
export function expectAcceptance(runner: 'vitest' | 'jest', args: readonly string[]): void {
  let copy: FixtureCopy
  let file: string
  beforeAll(() => {
    copy = copyFixture(runner)
    file = join(copy.project, 'toleak.accepted.json')
  })
  afterAll(() => copy[Symbol.dispose]())

  const run = (more: readonly string[] = [], mended = false) =>
    runIn(copy, runner, [...args, ...more], mended ? { TOLEAK_FIXTURE_MENDED: '1' } : {})

  test('a leak that was not accepted fails', async () => {
    const { results } = await run()
    expect(results).toMatchObject([{ status: 'failed' }])
    expect(results[0].failure).toContain('1 instance of Invoice is still alive')
    expect(existsSync(file)).toBe(false)
  })

  test('-u accepts it', async () => {
    const { results } = await run(['-u'])
    expect(results).toMatchObject([{ status: 'passed' }])
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({
      version: 1,
      leaks: [{ testFile: 'test/accepted.test.ts', testName: 'keeps one', target: 'Invoice', count: 1 }],
    })
  })

  test('then it passes', async () => {
    const { results, output } = await run()
    expect(results).toMatchObject([{ status: 'passed' }])
    expect(output).not.toMatch(/obsolete|no longer/)
  })

  test('once mended it is obsolete, which is told, and nothing is written', async () => {
    const before = readFileSync(file, 'utf8')
    const { results, output } = await run([], true)
    expect(results).toMatchObject([{ status: 'passed' }])
    expect(output).toMatch(/toleak\.accepted\.json[^]*keeps one/)
    expect(readFileSync(file, 'utf8')).toBe(before)
  })

  test('-u removes what is obsolete', async () => {
    await run(['-u'], true)
    expect(existsSync(file) ? readFileSync(file, 'utf8') : '').not.toContain('keeps one')
  })
}
