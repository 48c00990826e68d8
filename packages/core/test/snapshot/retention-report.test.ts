import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import { HeapGraph } from '../../src/snapshot/heap-graph.ts'
import { graphFromText } from '../fixtures/graph-from-text.ts'

const source =
  graphFromText(`root -shortcut:1-> global, global -cache-> cache -> one, cache -> two, weak ~> lost, root -> weak
  global = "global"; cache = "Cache"; one = "Session" @71; two = "Session" @73; lost = "Session" @75; weak = "Watch"`)
const graph = new HeapGraph(source.heap)

describe('RetentionReport', () => {
  const report = graph.explain(graph.instancesOf('Session'))

  it('says how many there are, why they are alive, and which are not held at all', () => {
    expect(report).toMatchObject({ count: 3, unreachable: 1, target: 'Session' })
    const text = report.toText()
    expect(text).toMatch(/^3 instances of Session are alive\.\n/)
    expect(text).toContain('GC root: globalThis')
    expect(text).toContain('├─ Cache')
    expect(text).toMatch(/╰▶ Session {2}@7[13]/)
    expect(text).toContain('1 of them is held by weak references alone')
  })

  it('is plain data for a file, and one line for the console', () => {
    const json = JSON.parse(JSON.stringify(report)) as {
      count: number
      groups: unknown[]
      graph: { nodes: unknown[] }
    }
    expect(json).toMatchObject({ count: 3, target: 'Session' })
    expect(json.groups).toHaveLength(report.groups.length)
    expect(json.graph.nodes.length).toBeGreaterThan(2)
    expect(inspect(report)).toMatch(/^RetentionReport \{ 3 × Session, \d ways? \}$/)
  })

  it('is a picture', async () => {
    const svg = await report.toSvg()
    expect(svg).toMatch(/^<svg /)
    expect(svg).toContain('3 instances of Session are alive')
    expect(svg).toContain('Cache')
  })
})
