import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CaptureError, InvalidInputError, NotFoundError, SnapshotFormatError } from '../../src/errors.ts'
import { readSnapshotBytes, readSnapshotFile } from '../../src/heapsnapshot/read-file.ts'
import { draftFromText } from '../fixtures/graph-from-text.ts'
import { writeSnapshot } from '../fixtures/snapshot-writer.ts'

describe('readSnapshotFile', () => {
  const bytes = writeSnapshot(draftFromText('root -> a -> b').draft)
  let folder: string
  const write = (name: string, content: Uint8Array) => {
    writeFileSync(join(folder, name), content)
    return join(folder, name)
  }
  beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'toleak-read-'))))
  afterAll(() => rmSync(folder, { recursive: true }))

  it('reads a plain file', () => {
    expect(readSnapshotFile(write('a.heapsnapshot', bytes)).nodeCount).toBe(3)
  })

  it('reads a file of many buffers', () => {
    const nodes = Array.from({ length: 30_000 }, (_, i) => ({ name: `name ${i}` }))
    const columns = readSnapshotFile(write('big.heapsnapshot', writeSnapshot({ nodes, edges: [] })))
    expect(columns.strings.get(columns.nodeName[29_999])).toBe('name 29999')
  })

  it('reads a gzipped file, whatever its name', () => {
    expect(readSnapshotFile(write('b.heapsnapshot', gzipSync(bytes))).nodeCount).toBe(3)
  })

  it('names the file in an error about its content', () => {
    const file = write('short.heapsnapshot', bytes.subarray(0, -7))
    expect(() => readSnapshotFile(file)).toThrow(SnapshotFormatError)
    expect(() => readSnapshotFile(file)).toThrow(
      `Cannot parse snapshot ${file}: the file ends after ${bytes.length - 7} bytes`,
    )
    expect(() => readSnapshotFile(write('empty.heapsnapshot', new Uint8Array(0)))).toThrow(
      'the file ends after 0 bytes',
    )
  })

  it('refuses a gzipped file that is cut short', () => {
    const file = write('short.gz', gzipSync(bytes).subarray(0, 100))
    expect(() => readSnapshotFile(file)).toThrow(SnapshotFormatError)
    expect(() => readSnapshotFile(file)).toThrow('inflating 100 gzipped bytes gave "unexpected end of file"')
  })

  it('says which file is not there, a folder, or not readable', () => {
    expect(() => readSnapshotFile(join(folder, 'none'))).toThrow(NotFoundError)
    expect(() => readSnapshotFile(join(folder, 'none'))).toThrow(
      'none, expected a .heapsnapshot file. Check the path.',
    )
    expect(() => readSnapshotFile(folder)).toThrow(InvalidInputError)
    const locked = write('locked', bytes)
    chmodSync(locked, 0o000)
    if (process.getuid?.() !== 0) expect(() => readSnapshotFile(locked)).toThrow(CaptureError)
    expect(() => readSnapshotFile(join(locked, 'x'))).toThrow(CaptureError)
  })
})

describe('readSnapshotBytes', () => {
  const bytes = writeSnapshot(draftFromText('root -> a').draft)

  it('reads plain and gzipped bytes', () => {
    expect(readSnapshotBytes(bytes).nodeCount).toBe(2)
    expect(readSnapshotBytes(gzipSync(bytes)).nodeCount).toBe(2)
  })

  it('refuses nodes of one id', () => {
    const twins = writeSnapshot({ nodes: [{}, { id: 5 }, { id: 5 }], edges: [] })
    expect(() => readSnapshotBytes(twins)).toThrow('two nodes of id 5, expected each id once')
  })

  it('refuses others', () => {
    expect(() => readSnapshotBytes(Buffer.from('hello'))).toThrow(SnapshotFormatError)
    expect(() => readSnapshotBytes(new Uint8Array(0))).toThrow(SnapshotFormatError)
  })
})
