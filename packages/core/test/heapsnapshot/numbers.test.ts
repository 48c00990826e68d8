import { describe, expect, it } from 'vitest'
import { SnapshotFormatError } from '../../src/errors.ts'
import { ByteReader } from '../../src/heapsnapshot/byte-reader.ts'
import { NumberArrayReader } from '../../src/heapsnapshot/numbers.ts'

/** All numbers of a text that comes in chunks, taken in batches. */
function numbersOf(text: string, { chunk = text.length, batch = 7 } = {}): number[] {
  const chunks = []
  for (let at = 0; at < text.length; at += chunk) chunks.push(Buffer.from(text.slice(at, at + chunk)))
  const reader = new NumberArrayReader(new ByteReader(chunks), 'nodes')
  const values: number[] = []
  const space = new Uint32Array(batch)
  for (let length; (length = reader.read(space)) > 0;) values.push(...space.subarray(0, length))
  for (const [place, value] of reader.large) values[place] = value
  expect(reader.count).toBe(values.length)
  return values
}

describe('NumberArrayReader', () => {
  const values = [
    0,
    7,
    10,
    4294967295,
    123456789,
    1234567890,
    999999999,
    2 ** 40,
    9007199254740991,
    1,
    22,
    333,
    4444,
    55555,
    0,
    0,
  ]

  it.each([',', '\n,', ' ,\r\n\t'])(
    'reads numbers of any length, separated by %j, in any chunks',
    (separator) => {
      const text = `[${values.join(separator)}]`
      for (const chunk of [1, 2, 5, 11, 64, 1000]) expect(numbersOf(text, { chunk })).toEqual(values)
    },
  )

  it.each([1, 15, 16, 17, 100])('reads batches of %i', (batch) => {
    expect(numbersOf(`[${values.join(',')}]`, { batch })).toEqual(values)
  })

  it('reads an empty array', () => {
    expect(numbersOf('[]')).toEqual([])
    expect(numbersOf(' [ \n ] ')).toEqual([])
  })

  it('reads negative numbers when told, in any chunks', () => {
    const text = '[-1,0,-2147483648 , 12,\n-13,7]'
    for (const chunk of [1, 3, 100]) {
      const chunks = text.match(new RegExp(`[^]{1,${chunk}}`, 'g'))!.map((part) => Buffer.from(part))
      const reader = new NumberArrayReader(new ByteReader(chunks), 'locations', { signed: true })
      const space = new Uint32Array(9)
      expect([...Int32Array.from(space.subarray(0, reader.read(space)))]).toEqual([
        -1, 0, -2147483648, 12, -13, 7,
      ])
    }
    expect(() =>
      new NumberArrayReader(new ByteReader([Buffer.from('[- 1]')]), 'x', { signed: true }).read(
        new Uint32Array(1),
      ),
    ).toThrow('expected an integer')
  })

  it('stops after the bracket', () => {
    const reader = new ByteReader([Buffer.from('[1,2]3')])
    new NumberArrayReader(reader, 'nodes').read(new Uint32Array(10))
    expect(reader.peek()).toBe('3'.charCodeAt(0))
  })

  it.each([
    ['[1,-2,3]', '"-" at byte 3, in "nodes", expected an unsigned integer'],
    ['[1,02,3]', '"," at byte 5, in "nodes", expected a number without leading zeros'],
    ['[00]', 'expected a number without leading zeros'],
    ['[1,2.5,3]', '"." at byte 4, in "nodes", expected "," or "]"'],
    ['[1,,2]', '"," at byte 3'],
    ['[,1]', '"," at byte 1'],
    ['[1,]', '"]" at byte 3'],
    ['[1 2]', '"2" at byte 3'],
    ['[1\n\n2]', '"2" at byte 4'],
    ['[1,"2"]', 'at byte 3'],
    ['[1,null]', '"n" at byte 3'],
    ['[1,2', 'the file ends after 4 bytes, in "nodes"'],
    ['[1,', 'the file ends after 3 bytes'],
    ['[', 'the file ends after 1 bytes'],
    ['{1}', '"{" at byte 0, in "nodes", expected "["'],
  ])('refuses %j', (text, message) => {
    for (const padded of [text, text.replace('[', '[ ')]) {
      expect(() => numbersOf(padded)).toThrow(SnapshotFormatError)
      expect(() => numbersOf(padded, { chunk: 1 })).toThrow(SnapshotFormatError)
    }
    expect(() => numbersOf(text)).toThrow(message)
    // in the fast loop, too: with enough behind it
    const long = `[${'1,'.repeat(50)}${text.slice(1)}${',1'.repeat(50)}]`
    if (!text.endsWith(']') || text.startsWith('{')) return
    expect(() => numbersOf(long.replace('],', ','))).toThrow(SnapshotFormatError)
  })
})
