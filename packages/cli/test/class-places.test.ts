import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { readSnapshot } from '@toleak/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { placesOfNamesakes } from '../src/class-places.ts'
import { makeFolder, writeHeaps } from './fixtures/heaps.ts'

let folder: string
beforeAll(() => {
  folder = makeFolder()
  writeHeaps(
    folder,
    `const A = class Twin {}\nconst B = class Twin {}\nclass Only {}\nglobalThis.kept = [new A(), new B(), new Only()]; write('heap')`,
  )
})
afterAll(() => rmSync(folder, { recursive: true }))

describe('placesOfNamesakes', () => {
  const classes = () => {
    const graph = readSnapshot(join(folder, 'heap.heapsnapshot'))
    const all = graph.classes()
    const named = (name: string) => all.filter(({ className, location }) => className === name && location)
    return { graph, all, twins: named('Twin'), only: named('Only') }
  }

  it('finds where each of two classes of one name is written', () => {
    const { graph, all, twins } = classes()
    const lines = placesOfNamesakes(twins, all, [graph]).map(
      (place) => /program\.cjs:(\d+):\d+$/.exec(place)?.[1],
    )
    // the first line is that of the test's own function
    expect(lines.sort()).toEqual(['2', '3'])
  })

  it('says the script when no graph has an instance', () => {
    const { all, twins } = classes()
    expect(placesOfNamesakes(twins, all, [])[0]).toMatch(/^script \d+, \d+:\d+$/)
  })

  it('says nothing of a class with a name of its own, nor of one without a place', () => {
    const { graph, all } = classes()
    const only = { className: 'Only', location: { scriptId: 1, line: 2, column: 3 } }
    expect(placesOfNamesakes([only], [only], [graph])).toEqual([''])
    expect(placesOfNamesakes([{ className: 'Map' }], [...all, { className: 'Map' }], [graph])).toEqual([''])
  })
})
