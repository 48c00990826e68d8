import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SnapshotFormatError } from '../../src/errors.ts'
import { ByteReader } from '../../src/heapsnapshot/byte-reader.ts'
import { readStrings } from '../../src/heapsnapshot/strings.ts'

function tableOf(json: string, chunk = json.length) {
  const bytes = Buffer.from(json)
  const chunks = []
  for (let at = 0; at < bytes.length; at += chunk) chunks.push(bytes.subarray(at, at + chunk))
  return readStrings(new ByteReader(chunks))
}

/** As V8 writes it. */
const escaped = (strings: string[]) =>
  JSON.stringify(strings).replace(
    /[^\0-\x7f]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )

describe('readStrings', () => {
  it('decodes any strings, written raw or escaped, in any chunks', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'binary' })),
        fc.integer({ min: 1, max: 20 }),
        (strings, chunk) => {
          for (const json of [JSON.stringify(strings), escaped(strings), JSON.stringify(strings, null, 2)]) {
            const table = tableOf(json, chunk)
            expect(table.count).toBe(strings.length)
            expect(strings.map((_, index) => table.get(index))).toEqual(strings)
          }
        },
      ),
    )
  })

  it('decodes all escapes of JSON', () => {
    expect(tableOf(String.raw`["\"\\\/\b\f\n\r\t\u0041\uD83D\uDE00\ud800"]`).get(0)).toBe(
      '"\\/\b\f\n\r\tA😀\ud800',
    )
  })

  it.each([
    ['a control character', Buffer.from('["plain","a\nb"]'), 'byte 0x0a at byte 11'],
    ['a control character between escapes', Buffer.from('["\\t\u0000"]'), 'byte 0x00 at byte 4'],
    [
      'an escape of no unit',
      Buffer.from('["\\u12g4"]'),
      '"g" at byte 6, in "strings", expected a hexadecimal digit',
    ],
    ['an escape cut short', Buffer.from('["\\u12"]'), 'expected a hexadecimal digit'],
    ['Latin-1', Buffer.from('["caf\u00e9"]', 'latin1'), 'that are not UTF-8, expected a file in UTF-8'],
    ['a character in two strings', Buffer.from('["\u00c3","\u00a9"]', 'latin1'), 'that are not UTF-8'],
  ])('refuses %s', (_, bytes, message) => {
    const read = () => readStrings(new ByteReader([bytes]))
    expect(read).toThrow(SnapshotFormatError)
    expect(read).toThrow(message)
  })

  it('grows beyond what it began with', () => {
    const strings = Array.from({ length: 10_000 }, (_, i) => `string ${i} ${'x'.repeat(i % 50)}`)
    const table = tableOf(JSON.stringify(strings), 4096)
    expect(strings.every((text, index) => table.get(index) === text)).toBe(true)
  })

  it('keeps nothing of the chunks', () => {
    const buffer = Buffer.from('["one","two"]')
    const chunks = (function* () {
      yield buffer
      buffer.fill(0)
    })()
    const table = readStrings(new ByteReader(chunks))
    buffer.fill(0)
    expect([table.get(0), table.get(1)]).toEqual(['one', 'two'])
  })

  it.each([
    ['["a', 'the file ends after 3 bytes, in "strings", expected the rest of a string'],
    ['["a"', 'the file ends after 4 bytes, in "strings", expected "," or "]"'],
    ['["a",]', '"]" at byte 5, in "strings"'],
    ['["a" "b"]', 'at byte 5, in "strings", expected "," or "]"'],
    ['["\\x41"]', '"x" at byte 3, in "strings", expected an escape'],
    ['[1]', '"1" at byte 1, in "strings"'],
  ])('refuses %j', (json, message) => {
    expect(() => tableOf(json)).toThrow(SnapshotFormatError)
    expect(() => tableOf(json)).toThrow(message)
    expect(() => tableOf(json, 1)).toThrow(message)
  })
})

describe('StringTable', () => {
  const strings = ['', 'a', 'ab', 'a"b', 'b', 'é', 'a\\b', 'ab', '\n', 'pair in WeakMap', 'in', ' WeakMap']

  it('finds the first of equal strings, however it is written', () => {
    for (const json of [JSON.stringify(strings), escaped(strings)]) {
      const table = tableOf(json)
      for (const text of strings) expect(table.indexOf(text)).toBe(strings.indexOf(text))
      for (const text of ['c', 'abc', '"', '\\n', 'a\\', 'e']) expect(table.indexOf(text)).toBe(-1)
    }
    expect(tableOf('["\\u0061\\u0062"]').indexOf('ab')).toBe(0)
    expect(tableOf('[]').indexOf('')).toBe(-1)
  })

  it('finds the strings that contain a text, not what straddles two', () => {
    const table = tableOf(escaped(strings))
    expect(table.indicesContaining('in')).toEqual([9, 10])
    expect(table.indicesContaining('in WeakMap')).toEqual([9])
    expect(table.indicesContaining('b')).toEqual([2, 3, 4, 6, 7])
    expect(table.indicesContaining('nothing')).toEqual([])
    expect(tableOf('["aba","ba","ababab"]').indicesContaining('abab')).toEqual([2])
    expect(tableOf('[]').indicesContaining('a')).toEqual([])
  })

  it('reads numbers at the beginning and before the last character', () => {
    const table = tableOf('["12", "3 / part", "x7", "", "(table @4711)", "a)", "5)", "7"]')
    expect([0, 1, 2, 3, 7].map((index) => table.leadingNumber(index))).toEqual([12, 3, NaN, NaN, 7])
    expect([4, 5, 6, 3, 7].map((index) => table.numberBeforeEnd(index))).toEqual([4711, NaN, 5, NaN, NaN])
  })
})
