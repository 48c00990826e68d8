import { readFileSync, rmSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { EXIT } from '../src/exit-codes.ts'
import { makeFolder, SESSIONS, writeHeaps } from './fixtures/heaps.ts'
import { runToleak } from './fixtures/run-toleak.ts'

let folder: string
beforeAll(() => {
  folder = makeFolder()
  writeHeaps(folder, `${SESSIONS} write('heap')`)
})
afterAll(() => rmSync(folder, { recursive: true }))

describe('toleak', () => {
  it('prints help with examples and every exit code', async () => {
    for (const args of [['--help'], ['-h'], ['help']]) {
      const { stdout, stderr, exitCode } = await runToleak(args)
      expect(stdout).toContain('toleak explain heap.heapsnapshot Session --svg why.svg')
      for (const code of Object.values(EXIT)) expect(stdout).toMatch(new RegExp(`^  ${code} +\\w`, 'm'))
      expect(stderr).toBe('')
      expect(exitCode).toBe(0)
    }
  })

  it.each(['explain', 'summary', 'diff'])('prints the help of %s', async (command) => {
    const { stdout, exitCode } = await runToleak([command, '--help'])
    expect(stdout).toContain(`Usage: toleak ${command} [options] <`)
    expect(stdout).toContain('--quiet')
    expect(exitCode).toBe(0)
  })

  it('prints its version', async () => {
    const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
      version: string
    }
    const { stdout, exitCode } = await runToleak(['--version'])
    expect(stdout).toBe(`${manifest.version}\n`)
    expect(exitCode).toBe(0)
  })

  it.each([
    [[], 'Usage: toleak'],
    [['explian', 'a', 'b'], 'Did you mean explain?'],
    [['explain', 'heap.heapsnapshot'], "missing required argument 'class'"],
    [['explain', 'heap.heapsnapshot', 'A', 'B'], 'too many arguments'],
    [['summary', 'heap.heapsnapshot', '--tpo', '3'], 'Did you mean --top?'],
    [['summary', 'heap.heapsnapshot', '--sort', 'name'], 'Allowed choices are retained, shallow, count.'],
    [['summary', 'heap.heapsnapshot', '--top', '1.5'], 'Expected a whole number from 0 on.'],
    [
      ['explain', 'heap.heapsnapshot', 'Session', '--generations', '-1'],
      'Expected a whole number from 0 on.',
    ],
    [
      ['explain', 'heap.heapsnapshot', 'Session', '--generations', '1e3'],
      'Expected a whole number from 0 on.',
    ],
    [['explain', 'heap.heapsnapshot', 'Session', '--svg'], 'argument missing'],
  ])('refuses %j with the exit code of wrong usage', async (args, message) => {
    const { stdout, stderr, exitCode } = await runToleak(args, { cwd: folder })
    expect(stderr).toContain(message)
    expect(stdout).toBe('')
    expect(exitCode).toBe(2)
  })

  it('owns up to a mistake of its own, with the stack', async () => {
    const breaking = `data:text/javascript,Number.prototype.toLocaleString=()=>{throw%20new%20TypeError(%27broken%27)}`
    const { stdout, stderr, exitCode } = await runToleak(['summary', 'heap.heapsnapshot'], {
      cwd: folder,
      env: { NODE_OPTIONS: `--import=${breaking}` },
    })
    expect(stderr).toMatch(/Please report it with this:\nTypeError: broken\n +at /)
    expect(stdout).toBe('')
    expect(exitCode).toBe(70)
  })
})
