import { describe, expect, it } from 'vitest'
import { SnapshotFormatError } from '../../src/errors.ts'
import { ByteReader, END } from '../../src/heapsnapshot/byte-reader.ts'

const bytes = (text: string) => Buffer.from(text)
const inChunks = (text: string, size: number) =>
  Array.from({ length: Math.ceil(text.length / size) }, (_, i) => bytes(text.slice(i * size, (i + 1) * size)))

describe('ByteReader', () => {
  it('passes over blanks and chunk boundaries', () => {
    const reader = new ByteReader([bytes(' \n'), bytes(''), bytes('\t\r'), bytes('{ '), bytes('}')])
    reader.expect('{', 'at the beginning')
    expect(reader.offset).toBe(5)
    reader.expect('}', 'at the end')
    expect(reader.peekToken()).toBe(END)
  })

  it.each([1, 2, 3, 100])('takes values in chunks of %i', (size) => {
    const value = '{"a":[1,"]}\\"\\\\",{}],"b":"x"}'
    const reader = new ByteReader(inChunks(`${value},12,"é"`.replace('é', 'e'), size))
    expect(reader.readValue('in a test')).toEqual({ a: [1, ']}"\\', {}], b: 'x' })
    reader.expect(',', 'after the first')
    expect(reader.readValue('in a test')).toBe(12)
    reader.expect(',', 'after the third')
    expect(reader.readString('in a test')).toBe('e')
    expect(reader.peek()).toBe(END)
  })

  it('closes the source of its chunks', () => {
    let isClosed = false
    const source = (function* () {
      try {
        yield bytes('{')
      } finally {
        isClosed = true
      }
    })()
    const reader = new ByteReader(source)
    reader.peek()
    reader.close()
    expect(isClosed).toBe(true)
  })

  it('takes no value that is longer than any of ours', () => {
    const long = `"${'x'.repeat(2 ** 20)}"`
    expect(() => new ByteReader([bytes(long)]).readString('in a test')).toThrow(
      'a value of more than 1048576 bytes in a test, expected a smaller one',
    )
  })

  it('says what it found, where, and what it expected', () => {
    expect(() => new ByteReader([bytes('ab')]).expect('{', 'at the beginning')).toThrow(
      new SnapshotFormatError(
        'Cannot parse snapshot: "a" at byte 0, at the beginning, expected "{". Is it a .heapsnapshot, unchanged since V8 wrote it?',
      ),
    )
    expect(() => new ByteReader([bytes('\x89PNG')]).expect('{', 'at the beginning')).toThrow(
      'byte 0xc2 at byte 0',
    )
    expect(() => new ByteReader([bytes('{"a":')]).readValue('in "x"')).toThrow(
      'the file ends after 5 bytes, in "x", expected the rest of a value. The file may be cut short.',
    )
    expect(() => new ByteReader([bytes('{a:1}')]).readValue('in "snapshot"')).toThrow(
      '"{a:1}" in "snapshot", expected JSON',
    )
  })
})
