import { describe, expect, it } from 'vitest'
import { SnapshotFormatError } from '../../src/errors.ts'
import { ByteReader } from '../../src/heapsnapshot/byte-reader.ts'
import { RecordReader, type RecordOptions } from '../../src/heapsnapshot/records.ts'

const field = { length: 3, id: 0, size: 2 }

function readAll(numbers: number[], options?: RecordOptions) {
  const records = new RecordReader(
    new ByteReader([Buffer.from(JSON.stringify(numbers))]),
    'nodes',
    field,
    options,
  )
  const values: number[] = []
  for (let length; (length = records.next()) > 0;) values.push(...records.batch.subarray(0, length))
  return { values, count: records.count, wideValues: [...records.wideValues] }
}

describe('RecordReader', () => {
  const numbers = Array.from({ length: 3 * 2000 }, (_, i) => i)

  it('gives whole records, batch by batch', () => {
    expect(readAll(numbers)).toEqual({ values: numbers, count: 2000, wideValues: [] })
    expect(readAll([]).count).toBe(0)
    expect(readAll(numbers.slice(0, 3 * 512)).count).toBe(512)
  })

  it('keeps wide values of the field that may have them, and does not mind those of fields unread', () => {
    const wide = [1, 2, 2 ** 32, 4, 2 ** 40, 5, 7, 8, 2 ** 33 + 1]
    const { wideValues } = readAll([...numbers, ...wide], { wideField: 'size' })
    expect(wideValues).toEqual([
      [2000, 2 ** 32],
      [2002, 2 ** 33 + 1],
    ])
    expect(() => readAll(wide)).toThrow('size 4294967296 of record 0 in "nodes", expected less than 2^32')
    expect(() => readAll([1, 2, 3, 2 ** 32, 2, 3], { wideField: 'size' })).toThrow(
      'id 4294967296 of record 1',
    )
  })

  it('gives negative numbers as two’s complement when told', () => {
    expect(readAll([-1, 0, -2], { signed: true }).values.map((value) => value | 0)).toEqual([-1, 0, -2])
    expect(() => readAll([-1, 0, -2])).toThrow(SnapshotFormatError)
  })

  it('wants as many as announced', () => {
    const announced = (count: number) => ({ announced: { count, key: 'node_count' } })
    expect(readAll(numbers, announced(2000)).count).toBe(2000)
    expect(() => readAll(numbers, announced(1999))).toThrow(
      '"nodes" holds more than 1999 records, expected 1999 (node_count)',
    )
    expect(() => readAll(numbers, announced(2001))).toThrow(
      '"nodes" holds 2000 records, expected 2001 (node_count). The file may be',
    )
    expect(() => readAll([], announced(1))).toThrow('"nodes" holds 0 records')
    expect(() => readAll([1, 2, 3, 4])).toThrow('"nodes" holds 4 numbers, expected a multiple of 3')
  })
})
