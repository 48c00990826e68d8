import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeFolder, SESSIONS, writeHeaps } from './fixtures/heaps.ts'
import { runToleak } from './fixtures/run-toleak.ts'

const HOSTILE = '\u001b[31mRed\u009b0m\nline\u202e'

let folder: string
const summary = (...args: string[]) => runToleak(['summary', 'heap.heapsnapshot', ...args], { cwd: folder })

interface Row {
  className: string
  count: number
  shallowSize: number
  retainedSize: number
}
interface Json {
  nodes: number
  edges: number
  shallowSize: number
  detachedNodes: number
  classes: Row[]
}

/** The rows of the table: count, shallow, retained, class. */
function rowsOf(stdout: string): [number, number, number, string][] {
  return Array.from(stdout.matchAll(/^ *([\d,]+) +([\d,]+) +([\d,]+) {2}(\S.*)$/gm), ([, ...cells]) => {
    const [count, shallow, retained] = cells.map((cell) => Number(cell.replaceAll(',', '')))
    return [count, shallow, retained, cells[3]]
  })
}

beforeAll(() => {
  folder = makeFolder()
  writeHeaps(
    folder,
    `${SESSIONS}
     { const kept = [class Twin {}, class Twin {}].map((Twin, index) => Array.from({ length: 3 + index }, () => new Twin()))
       module.exports.push(kept) }
     globalThis.hostile = Object.create({ [Symbol.toStringTag]: ${JSON.stringify(HOSTILE)} })
     globalThis.endless = Object.create({ [Symbol.toStringTag]: 'N'.repeat(900) })
     write('heap')`,
  )
})
afterAll(() => rmSync(folder, { recursive: true }))

describe('toleak summary', () => {
  it('says how much there is, and of which classes, the greatest retained size first', async () => {
    const { stdout, stderr, exitCode } = await summary()
    expect(stdout).toMatch(/^[\d,]+ nodes, [\d,]+ edges, [\d,]+ bytes \(\d+\.\d MB\)\n\n/)
    const rows = rowsOf(stdout)
    expect(rows).toHaveLength(30)
    expect(rows.map(([, , retained]) => retained)).toEqual(
      rows.map(([, , retained]) => retained).sort((a, b) => b - a),
    )
    expect(stdout).toMatch(/… and [\d,]+ more classes \(--top \d+ shows all\)\n$/)
    expect(stderr).toBe('')
    expect(exitCode).toBe(0)
  })

  it('shows as many classes as asked for, sorted as asked for', async () => {
    const sorted = async (...args: string[]) => rowsOf((await summary('--top', '7', ...args)).stdout)
    const byCount = await sorted('--sort', 'count')
    const byShallow = await sorted('--sort', 'shallow')
    expect(byCount).toHaveLength(7)
    expect(byCount.map(([count]) => count)).toEqual(byCount.map(([count]) => count).sort((a, b) => b - a))
    expect(byShallow.map(([, shallow]) => shallow)).toEqual(
      byShallow.map(([, shallow]) => shallow).sort((a, b) => b - a),
    )
  })

  it('gives all of it as JSON, which adds up', async () => {
    const { stdout } = await summary('--json', '-', '--top', '1')
    const { nodes, shallowSize, detachedNodes, classes } = JSON.parse(stdout) as Json
    expect(classes.length).toBeGreaterThan(50)
    expect(classes.reduce((sum, { count }) => sum + count, 0)).toBe(nodes)
    expect(classes.reduce((sum, each) => sum + each.shallowSize, 0)).toBe(shallowSize)
    expect(detachedNodes).toBe(0)
    expect(classes.find(({ className }) => className === 'Session')?.count).toBe(12)
  })

  it('writes the JSON to a file beside the table', async () => {
    const { stdout, stderr } = await summary('--json', 'deep/summary.json')
    expect(stdout).toContain('retained  class')
    expect(stderr).toBe('Wrote the summary to deep/summary.json\n')
    expect(
      (JSON.parse(readFileSync(join(folder, 'deep/summary.json'), 'utf8')) as Json).nodes,
    ).toBeGreaterThan(1000)
  })

  it('tells classes of one name apart by their places', async () => {
    const { stdout } = await summary('--top', '1000')
    const twins = rowsOf(stdout).filter(([, , , name]) => /^Twin\b/.test(name))
    expect(twins.map(([count]) => count).sort()).toEqual([3, 4])
    expect(new Set(twins.map(([, , , name]) => name)).size).toBe(2)
    for (const [, , , name] of twins) expect(name).toMatch(/^Twin +program\.cjs:\d+:\d+$/)
  })

  it('fits the screen, whatever the names are', async () => {
    const { stdout } = await runToleak(['summary', 'heap.heapsnapshot', '--top', '1000'], {
      cwd: folder,
      env: { COLUMNS: '72' },
    })
    const lines = stdout.trimEnd().split('\n').slice(2)
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(72)
    expect(stdout).toMatch(/NNN…NNN/)
  })

  it('lets no name of the heap reach the terminal raw', async () => {
    for (const args of [
      ['--top', '1000'],
      ['--json', '-'],
    ]) {
      const { stdout } = await summary(...args)
      expect(stdout).not.toMatch(/[\u001b\u009b\u202e]/)
      expect(stdout).toContain('\\u001b[31mRed\\u009b0m\\nline\\u202e')
    }
  })
})
