import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { spread } from '../src/explain.ts'
import { makeFolder, SESSIONS, writeHeaps } from './fixtures/heaps.ts'
import { runToleak } from './fixtures/run-toleak.ts'

const HOSTILE = '\u001b[31mRed\u009b0m\n  ╰▶ Fake  @1\u202e'

let folder: string
const explain = (...args: string[]) => runToleak(['explain', 'heap.heapsnapshot', ...args], { cwd: folder })

beforeAll(() => {
  folder = makeFolder()
  writeHeaps(
    folder,
    `${SESSIONS}
     const hold = () => { globalThis.hostile = Object.create({ [Symbol.toStringTag]: ${JSON.stringify(HOSTILE)} }) }
     hold()
     write('heap')`,
  )
})
afterAll(() => rmSync(folder, { recursive: true }))

describe('toleak explain', () => {
  it('says why the instances of a class are alive', async () => {
    const { stdout, stderr, exitCode } = await explain('Session')
    expect(stdout).toContain('12 instances of Session are alive.')
    expect(stdout).toMatch(
      /SessionStore\n.*\.sessions\n.*~+\n.*Map\n.*value of key "secret-\d+"\n {2}╰▶ Session {2}@\d+(?: {2}\{ .* \})?.*\n/,
    )
    expect(stdout).toContain('Cut here: .sessions of SessionStore `store` (nothing else keeps the 12 alive).')
    expect(stderr).toBe('')
    expect(exitCode).toBe(0)
  })

  it('explains one object by its id', async () => {
    const [, id] = /╰▶ Session {2}@(\d+)/.exec((await explain('Session')).stdout) ?? []
    const { stdout, exitCode } = await explain(`@${id}`)
    expect(stdout).toContain('1 instance of Session is alive.')
    expect(stdout).toContain(`@${id}`)
    expect(exitCode).toBe(0)
  })

  it('explains what is no object of a class, by the words of the summary', async () => {
    const { stdout, exitCode } = await explain('(symbol)', '--limit', '3')
    expect(stdout).toMatch(/^3 instances of symbol are alive/)
    expect(exitCode).toBe(0)
  })

  it('says where instances were created, if the snapshot was taken while V8 noted that', async () => {
    writeHeaps(
      folder,
      `const { Session } = require('node:inspector')
       const inspector = new Session()
       inspector.connect()
       inspector.post('HeapProfiler.startTrackingHeapObjects', { trackAllocations: true })
       class Order {}
       const orders = (module.exports = [])
       function order() { orders.push(new Order()) }
       for (let count = 0; count < 12; count++) order()
       write('tracked')
       process.exit()`,
    )
    const { stdout, exitCode } = await runToleak(
      ['explain', 'tracked.heapsnapshot', 'Order', '--json', 'tracked.json'],
      { cwd: folder },
    )
    expect(stdout).toMatch(
      /\n\nCreated in:\n {2}new Order +\S*program\.cjs:\d+:\d+\n {2}order +\S*program\.cjs:\d+:\d+\n/,
    )
    expect(JSON.parse(readFileSync(join(folder, 'tracked.json'), 'utf8'))).toMatchObject({
      groups: [{ allocation: [{ count: 12, frames: [{ label: 'new Order' }, { label: 'order' }, {}] }] }],
    })
    expect(exitCode).toBe(0)
  })

  it('keeps strings of the heap out when told to', async () => {
    const { stdout } = await explain('Session', '--redact', '--json', 'redacted.json')
    expect(stdout).toContain('value of a string key')
    expect(stdout + readFileSync(join(folder, 'redacted.json'), 'utf8')).not.toContain('secret')
  })

  it('explains some of many, and says so', async () => {
    const { stdout } = await explain('Session', '--limit', '5', '--json', 'some.json', '--svg', 'some.svg')
    expect(stdout).toContain(
      'There are 12; 5 of them, evenly spread, were explained (--limit 0 explains all).',
    )
    expect(JSON.parse(readFileSync(join(folder, 'some.json'), 'utf8'))).toMatchObject({ found: 12, count: 5 })
    expect(readFileSync(join(folder, 'some.svg'), 'utf8')).toContain('>5 of 12 instances of Session<')
    expect((await explain('Session', '--limit', '0')).stdout).not.toContain('evenly spread')
  })

  it('writes the picture and the JSON, folders included, and says where', async () => {
    const { stderr, exitCode } = await explain('Session', '--svg', 'a/b/why.svg', '--json', 'a/why.json')
    expect(stderr).toBe('Wrote the explanation to a/why.json\nWrote the picture to a/b/why.svg\n')
    expect(readFileSync(join(folder, 'a/b/why.svg'), 'utf8')).toMatch(
      /^<svg .*12 instances of Session are alive[^]*heap\.heapsnapshot[^]*<\/svg>\n$/,
    )
    const json = JSON.parse(readFileSync(join(folder, 'a/why.json'), 'utf8')) as {
      groups: { count: number }[]
    }
    expect(json.groups.reduce((sum, { count }) => sum + count, 0)).toBe(12)
    expect(exitCode).toBe(0)
  })

  it('draws as many generations as asked for', async () => {
    const references = async (generations: string) => {
      const { stdout } = await explain('Session', '--generations', generations, '--json', '-')
      return (JSON.parse(stdout) as { graph: { edges: unknown[] } }).graph.edges.length
    }
    expect(await references('4')).toBeGreaterThan(await references('0'))
  })

  it('prints the picture or the JSON alone when asked for, not both', async () => {
    expect((await explain('Session', '--svg', '-')).stdout).toMatch(/^<svg [^]*<\/svg>\n$/)
    expect(JSON.parse((await explain('Session', '--json', '-')).stdout)).toMatchObject({
      found: 12,
      count: 12,
    })
    const { exitCode, stderr } = await explain('Session', '--svg', '-', '--json', '-')
    expect(stderr).toContain('found --svg - and --json -')
    expect(exitCode).toBe(2)
  })

  it('explains all the same when a file cannot be written, and writes the other', async () => {
    mkdirSync(join(folder, 'folder.json'))
    const { stdout, stderr, exitCode } = await explain(
      'Session',
      '--json',
      'folder.json',
      '--svg',
      'other.svg',
    )
    expect(stdout).toContain('12 instances of Session are alive.')
    expect(stderr).toMatch(
      /Cannot write the explanation: folder\.json gave "EISDIR[^"]*", expected a file this/,
    )
    expect(readFileSync(join(folder, 'other.svg'), 'utf8')).toContain('</svg>')
    expect(exitCode).toBe(4)
  })

  it.each([
    ['Sesion', 'Did you mean Session (12)'],
    ['session', 'Did you mean Session (12)'],
    ['Store', 'Did you mean SessionStore (1)'],
    ['Qqqqqqqqqqqq', '`toleak summary heap.heapsnapshot` lists the classes.'],
    [`${HOSTILE}!`, 'Did you mean \\u001b[31mRed\\u009b0m\\n  ╰▶ Fake  @1\\u202e (2)?'],
  ])('names what may have been meant by %j', async (wanted, next) => {
    const { stdout, stderr, exitCode } = await explain(wanted)
    expect(stderr).toContain('no class in heap.heapsnapshot has this name, expected one.')
    expect(stderr).toContain(next)
    expect(stdout).toBe('')
    expect(exitCode).toBe(1)
  })

  it('tells a class without instances from one that is not there', async () => {
    const { stderr, exitCode } = await explain('Closed')
    expect(stderr).toMatch(
      /no instance of it is alive in heap\.heapsnapshot.*`toleak explain heap\.heapsnapshot @\d+` says what keeps class Closed itself/,
    )
    expect(exitCode).toBe(1)
    const [, id] = /@(\d+)/.exec(stderr) ?? []
    expect((await explain(`@${id}`)).stdout).toContain('class Closed')
  })

  it('says that an id is not there', async () => {
    const { stderr, exitCode } = await explain('@4294967295')
    expect(stderr).toContain('Cannot explain @4294967295: heap.heapsnapshot has no node of this id')
    expect(exitCode).toBe(1)
  })

  it('lets no name of the heap reach the terminal raw', async () => {
    const { stdout, exitCode } = await explain(HOSTILE, '--svg', 'hostile.svg')
    expect(stdout).toContain('of \\u001b[31mRed\\u009b0m\\n  ╰▶ Fake  @1\\u202e are alive.')
    const svg = readFileSync(join(folder, 'hostile.svg'), 'utf8')
    for (const text of [stdout, svg]) expect(text).not.toMatch(/[\u001b\u009b\u202e]/)
    expect((await explain(HOSTILE, '--json', '-')).stdout).not.toMatch(/[\u001b\u009b\u202e]/)
    expect(exitCode).toBe(0)
  })

  it('colours when forced to, and only then without a terminal', async () => {
    const colored = await runToleak(['explain', 'heap.heapsnapshot', 'Session'], {
      cwd: folder,
      env: { FORCE_COLOR: '1' },
    })
    expect(colored.stdout).toContain('\u001b[31m')
    expect((await explain('Session')).stdout).not.toContain('\u001b')
  })
})

describe('spread', () => {
  it('gives all, or so many at even distances', () => {
    expect(spread([1, 2, 3], 0)).toEqual([1, 2, 3])
    expect(spread([1, 2, 3], 3)).toEqual([1, 2, 3])
    expect(spread([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], 4)).toEqual([0, 2, 5, 7])
  })
})
