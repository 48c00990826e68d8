import { rmSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeFolder, writeHeaps } from './fixtures/heaps.ts'
import { runToleak } from './fixtures/run-toleak.ts'

let folder: string
const diff = (...args: string[]) => runToleak(['diff', ...args], { cwd: folder })

beforeAll(() => {
  folder = makeFolder()
  writeHeaps(
    folder,
    `class Gone {} class Came { bytes = [1, 2, 3] } class Stayed {}
     const make = (Class, length) => Array.from({ length }, () => new Class())
     const kept = { gone: make(Gone, 70), stayed: make(Stayed, 30) }
     module.exports = kept
     new Came()
     write('before')
     kept.gone.length = 20
     kept.came = make(Came, 300)
     write('after')`,
  )
  writeHeaps(folder, `module.exports = Array.from({ length: 5000 }, () => ({})); write('other')`)
})
afterAll(() => rmSync(folder, { recursive: true }))

describe('toleak diff', () => {
  it('says what came and went, by class, the greatest growth first', async () => {
    const { stdout, exitCode } = await diff('before.heapsnapshot', 'after.heapsnapshot', '--top', '1000')
    expect(stdout).toMatch(
      /^[\d,]+ nodes born, [\d,]+ dead, [\d,]+ in both; [\d,]+ bytes \(.*\) more than before\n/,
    )
    expect(stdout).toMatch(/^ *born +dead +growth +bytes {2}class$/m)
    expect(stdout).toMatch(/^ *300 +0 +\+300 +\+[\d,]+ {2}Came$/m)
    expect(stdout).toMatch(/^ *0 +50 +-50 +-[\d,]+ {2}Gone$/m)
    expect(stdout).not.toContain('Stayed')
    expect(stdout.indexOf('Came')).toBeLessThan(stdout.indexOf('Gone'))
    expect(exitCode).toBe(0)
  })

  it('the other way round, what came has gone', async () => {
    const { stdout } = await diff('after.heapsnapshot', 'before.heapsnapshot', '--top', '1000')
    expect(stdout).toMatch(/^ *0 +300 +-300 +-[\d,]+ {2}Came$/m)
    expect(stdout).toMatch(/less than before\n/)
  })

  it('gives all of it as JSON', async () => {
    const { stdout } = await diff('before.heapsnapshot', 'after.heapsnapshot', '--json', '-')
    const { born, dead, survived, classes } = JSON.parse(stdout) as {
      born: number
      dead: number
      survived: number
      classes: { className: string; born: number; dead: number; survived: number }[]
    }
    expect(classes.find(({ className }) => className === 'Came')).toMatchObject({ born: 300, dead: 0 })
    expect(classes.find(({ className }) => className === 'Gone')).toMatchObject({
      born: 0,
      dead: 50,
      survived: 20,
    })
    expect(classes.reduce((sum, each) => sum + each.born, 0)).toBe(born)
    expect(classes.reduce((sum, each) => sum + each.dead, 0)).toBe(dead)
    expect(survived).toBeGreaterThan(10_000)
  })

  it('of a snapshot and itself says that nothing came or went', async () => {
    const { stdout } = await diff('before.heapsnapshot', 'before.heapsnapshot')
    expect(stdout).toMatch(/^nothing born, nothing dead, [\d,]+ nodes in both\n$/)
  })

  it('refuses snapshots of different processes', async () => {
    const { stdout, stderr, exitCode } = await diff('before.heapsnapshot', 'other.heapsnapshot')
    expect(stderr).toContain('Node ids match only within one isolate; take both snapshots there.')
    expect(stdout).toBe('')
    expect(exitCode).toBe(3)
  })
})
