import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { SnapshotFormatError } from '../../src/errors.ts'
import { diffHeaps } from '../../src/heap/diff.ts'
import { NO_EDGE } from '../../src/heap/ephemerons.ts'
import { Heap } from '../../src/heap/heap.ts'
import type { NodeSet } from '../../src/heap/node-set.ts'
import { cheapestPaths } from '../../src/heap/paths.ts'
import { retainingPaths } from '../../src/heap/retaining-paths.ts'
import { reachable } from '../../src/heap/traversal.ts'
import { readSnapshotBytes, readSnapshotFile } from '../../src/heapsnapshot/read-file.ts'
import { reducedSnapshot } from '../fixtures/reduced-snapshot.ts'
import { readBothWays } from '../oracles/read-both-ways.ts'

const program = fileURLToPath(new URL('known-heap.cjs', import.meta.url))
const nodes = process.env['TOLEAK_NODES']?.split(',').filter(Boolean) ?? [process.execPath]

describe.each(nodes)('a snapshot by %s', (binary) => {
  let folder: string
  let file: string
  let heap: Heap
  let later: Heap
  let known: number

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'toleak-real-'))
    const environment = { ...process.env, NODE_OPTIONS: '' }
    execFileSync(binary, [program, join(folder, 'known')], {
      env: environment,
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    file = join(folder, 'known-1.heapsnapshot')
    heap = new Heap(readSnapshotFile(file))
    later = new Heap(readSnapshotFile(join(folder, 'known-2.heapsnapshot')))
    const nodes = Array.from({ length: heap.nodeCount }, (_, node) => node)
    known = heap.follow(
      nodes.find((node) => heap.findEdge(node, 'known', 'property') !== NO_EDGE)!,
      'known',
    )
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  /** The instances of a class: objects of its name, without its prototype. */
  const instances = (className: string, of = heap) =>
    Array.from({ length: of.nodeCount }, (_, node) => node).filter(
      (node) =>
        of.typeName(node) === 'object' &&
        of.name(node) === className &&
        of.findEdge(node, 'constructor', 'property') === NO_EDGE,
    )
  const only = (className: string) => {
    const found = instances(className)
    expect(found).toHaveLength(1)
    return found[0]
  }

  it('is refused when it is cut, at 1,000 places of its beginning as at 25 of the whole', () => {
    const whole = readFileSync(file)
    const beginning = reducedSnapshot(whole.toString(), (node) => node < 500)
    expect(readBothWays(beginning, 1000)).toBe('read')
    const cut = (bytes: Uint8Array, places: number) => {
      for (let place = 0; place < places; place++) {
        const length = Math.floor((place * (bytes.length - 1)) / (places - 1)) - 1
        expect(() => readSnapshotBytes(bytes.subarray(0, Math.max(0, length))), `${length} bytes`).toThrow(
          SnapshotFormatError,
        )
      }
    }
    cut(beginning, 1000)
    cut(whole, 25)
  })

  it('says what JSON.parse says of the same file', () => {
    const { columns } = heap
    const raw = JSON.parse(readFileSync(file, 'utf8')) as Record<
      'nodes' | 'edges' | 'locations',
      number[]
    > & {
      strings: string[]
      snapshot: { meta: { node_fields: string[] } }
    }
    const fields = raw.snapshot.meta.node_fields
    const every = (values: number[], stride: number, field: number) =>
      values.filter((_, i) => i % stride === field)
    const nodeField = (name: string) => every(raw.nodes, fields.length, fields.indexOf(name))
    expect([...columns.nodeType]).toEqual(nodeField('type'))
    expect([...columns.nodeName]).toEqual(nodeField('name'))
    expect([...columns.nodeId]).toEqual(nodeField('id'))
    expect([...columns.shallowSize]).toEqual(nodeField('self_size'))
    expect([...columns.detachedness]).toEqual(nodeField('detachedness'))
    const firstEdge = [0]
    for (const count of nodeField('edge_count')) firstEdge.push(firstEdge.at(-1)! + count)
    expect([...columns.firstEdge]).toEqual(firstEdge)
    expect([...columns.edgeType]).toEqual(every(raw.edges, 3, 0))
    expect([...columns.edgeName]).toEqual(every(raw.edges, 3, 1))
    expect([...columns.edgeTo]).toEqual(every(raw.edges, 3, 2).map((to) => to / fields.length))
    const { node, scriptId, line, column } = columns.locations
    const places = Array.from({ length: raw.locations.length / 4 }, (_, i) =>
      raw.locations.slice(i * 4, i * 4 + 4),
    )
    expect([...node].map((n, i) => [n * fields.length, scriptId[i], line[i], column[i]])).toEqual(
      places.sort((a, b) => a[0] - b[0]),
    )
    expect(columns.strings.count).toBe(raw.strings.length)
    expect(raw.strings.findIndex((text, index) => columns.strings.get(index) !== text)).toBe(-1)
  })

  it('has the objects the program kept, and not those it lost', () => {
    const counts = (...names: string[]) => names.map((name) => instances(name).length)
    expect(counts('Survivor', 'Dead', 'HeldValue', 'SetMember', 'Argument', 'Captured', 'LongKeyed')).toEqual(
      [7, 4, 1, 1, 1, 1, 1],
    )
    expect(counts('Lost', 'LostValue', 'Born')).toEqual([0, 0, 0])
    expect(heap.name(heap.follow(known, 'text'))).toBe('a "quoted" \\ string \n with \u00fc and \u2028')
    expect(heap.nodeById(heap.id(known))).toBe(known)
    expect(new Set(heap.columns.nodeId).size).toBe(heap.nodeCount)
  })

  it('knows where functions are written', () => {
    const lines = readFileSync(program, 'utf8').split('\n')
    const { line, column } = heap.location(heap.follow(known, 'bound', 'bound_function'))!
    expect(lines[line].slice(column)).toMatch(/^\(\) \{\}/)
    expect(lines[line]).toContain('function takes')
  })

  it('is reachable but for a few leftovers, with and without the shortcut of the root', () => {
    const all = reachable(heap)
    expect(heap.nodeCount - all.size).toBeLessThan(50)
    const shortcuts = reachable(heap, { excludeEdge: (edge) => heap.edgeTypeName(edge) === 'shortcut' })
    expect(shortcuts.size).toBe(all.size)
    // weak edges lead nowhere else: the collector has just been there
    const { firstEdge, edgeTo } = heap.columns
    const stray = [...all].filter((node) =>
      edgeTo.subarray(firstEdge[node], firstEdge[node + 1]).some((to) => !all.has(to)),
    )
    expect(stray).toEqual([])
  })

  it('has both halves of every WeakMap entry', () => {
    const { edgeName, edgeType, strings } = heap.columns
    const names = new Set(strings.indicesContaining(' pair in WeakMap (table @'))
    const halves = edgeType.filter(
      (type, edge) => type === heap.edgeTypeOf('internal') && names.has(edgeName[edge]),
    )
    expect(heap.ephemerons.count).toBeGreaterThanOrEqual(6)
    expect(heap.ephemerons.count * 2).toBe(halves.length)
    expect(heap.ephemerons.tableEdge).not.toContain(NO_EDGE)
  })

  it.each(['table', 'otherTable'])('holds the values of the WeakMap %s by key and table', (name) => {
    const table = heap.follow(known, name, 'table')
    const { count, keyEdge, table: tables } = heap.ephemerons
    const values = Array.from({ length: count }, (_, entry) => entry)
      .filter((entry) => tables[entry] === table)
      .map((entry) => heap.edgeTo(keyEdge[entry]))
      // a slot whose key has died holds V8's hole twice
      .filter((value) => heap.typeName(value) !== 'hidden')
    expect(values).toHaveLength(name === 'table' ? 3 : 2)

    // the key that is its own value stays, as do values that others hold
    const without = reachable(heap, { excludeNode: (node) => node === table })
    const lost = values.filter((value) => !without.has(value))
    expect(lost).toHaveLength(2)
    for (const value of lost)
      expect(
        heap.edgeStrength[
          cheapestPaths(heap, () => 1, [value])
            .get(value)!
            .at(-1)!
        ],
      ).toBe(2)
  })

  it('gives the paths the program laid', () => {
    const labels = (node: number) =>
      retainingPaths(heap, node, { count: 3 }).map((path) => path.map((edge) => heap.edgeLabel(edge)))
    for (const survivor of instances('Survivor')) {
      for (const path of labels(survivor)) expect(path).toEqual(expect.arrayContaining(['known', 'list']))
    }
    expect(labels(only('SetMember'))[0]).toEqual(expect.arrayContaining(['known', 'set', 'table']))
    expect(labels(only('Argument'))[0]).toEqual(expect.arrayContaining(['known', 'bound', 'bindings']))
    expect(labels(only('Captured'))[0]).toEqual(
      expect.arrayContaining(['known', 'closure', 'context', 'captured']),
    )
    expect(labels(only('HeldValue'))[0]).toEqual(expect.arrayContaining(['known', 'registry']))
  })

  it('lets the list own its survivors', () => {
    const list = heap.follow(known, 'list')
    const elements = heap.follow(list, 'elements')
    const { immediateDominator, preorder } = heap.dominators
    const survivors = instances('Survivor')
    expect(survivors.map((node) => immediateDominator[node])).toEqual(survivors.map(() => list))
    expect(immediateDominator[elements]).toBe(list)
    const { shallowSize } = heap.columns
    const own = [list, elements, ...survivors].map((node) => shallowSize[node])
    expect(heap.retainedSize[list]).toBe(own.reduce((sum, bytes) => sum + bytes))

    const all = reachable(heap)
    expect(preorder).toHaveLength(all.size)
    expect(heap.retainedSize[0]).toBe([...all].reduce((sum, node) => sum + shallowSize[node], 0))
    expect([...heap.distance].filter((distance) => distance !== 0xffffffff)).toHaveLength(all.size)
  })

  it('differs from a later one by what the program did', () => {
    const { born, survived, dead } = diffHeaps(heap, later)
    const among = (className: string, of: Heap, set: NodeSet) =>
      instances(className, of).filter((node) => set.has(node)).length
    expect([
      among('Born', later, born),
      among('Survivor', later, survived),
      among('Dead', heap, dead),
    ]).toEqual([5, 7, 4])
    expect([among('Born', later, survived), among('Survivor', later, born)]).toEqual([0, 0])
  })

  it('tells of functions that stand before the beginning of their script, as those do that vite-node compiles', () => {
    const early = join(folder, 'early')
    const made = `globalThis.early = vm.runInThisContext("(function early() {})", { columnOffset: -200 })`
    execFileSync(
      binary,
      ['-e', `const vm = require("vm"); ${made}; require("v8").writeHeapSnapshot(${JSON.stringify(early)})`],
      { stdio: 'ignore' },
    )
    const its = new Heap(readSnapshotFile(early))
    const nodes = Array.from({ length: its.nodeCount }, (_, node) => node)
    const [found] = nodes.filter((node) => its.typeName(node) === 'closure' && its.name(node) === 'early')
    expect(its.location(found)).toMatchObject({ line: 0, column: 15 - 200 })
  })

  it('is not compared with that of another program', () => {
    execFileSync(
      binary,
      ['-e', `require("v8").writeHeapSnapshot(${JSON.stringify(join(folder, 'other'))})`],
      { stdio: 'ignore' },
    )
    const other = new Heap(readSnapshotFile(join(folder, 'other')))
    expect(() => diffHeaps(heap, other)).toThrow('Node ids match only within one isolate')
  })
})
