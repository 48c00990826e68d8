import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { inspect } from 'node:util'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { InvalidInputError, NotFoundError, SnapshotFormatError } from '../../src/errors.ts'
import { readSnapshot } from '../../src/snapshot/read-snapshot.ts'
import { draftFromText } from '../fixtures/graph-from-text.ts'
import { writeSnapshot } from '../fixtures/snapshot-writer.ts'

const bytes = writeSnapshot(draftFromText('root -> a -> b; a = "Foo"').draft)

describe('readSnapshot', () => {
  let folder: string
  let file: string
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'toleak-read-'))
    file = join(folder, 'x.heapsnapshot')
    writeFileSync(file, bytes)
    writeFileSync(`${file}.gz`, gzipSync(bytes))
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  it('reads a file by path or URL, its bytes, and the same gzipped', () => {
    for (const source of [file, pathToFileURL(file), bytes, `${file}.gz`, gzipSync(bytes)])
      expect(inspect(readSnapshot(source))).toBe('HeapGraph { 3 nodes, 2 edges }')
  })

  it('says how far it is', () => {
    const seen: [number, number][] = []
    readSnapshot(file, { onProgress: (read, all) => seen.push([read, all]) })
    expect(seen.at(-1)).toEqual([bytes.length, bytes.length])
  })

  it('says what is wrong with a source', () => {
    expect(() => readSnapshot(join(folder, 'none'))).toThrow(NotFoundError)
    expect(() => readSnapshot(bytes.subarray(0, 50))).toThrow(SnapshotFormatError)
    expect(() => readSnapshot(undefined as unknown as string)).toThrow(InvalidInputError)
  })

  it('has no live objects', () => {
    const graph = readSnapshot(bytes)
    expect(() => graph.nodeOf({})).toThrow(/read from a file.*snapshot\(\)/s)
    expect(() => graph.objectOf(1)).toThrow(InvalidInputError)
    expect(() => graph.instancesOf(Map)).toThrow(InvalidInputError)
    expect(graph.instancesOf('Foo')).toHaveLength(1)
  })

  it('has the figures of Chrome DevTools when asked for', () => {
    const text = 'root -> gone, lost -> x; root -> a; a = "Foo" 7B; lost = 5B; x = 3B; gone = 1B'
    const heap = writeSnapshot(draftFromText(text).draft)
    const retained = (semantics: 'exact' | 'devtools') =>
      readSnapshot(heap, { semantics }).find(({ name }) => name === 'lost')[0].retainedSize
    expect([retained('exact'), retained('devtools')]).toEqual([0, 8])
    expect(() => readSnapshot(heap, { semantics: 'other' as 'exact' })).toThrow(InvalidInputError)
  })
})
