import { isAscii, isUtf8 } from 'node:buffer'
import type { StringTable } from '../heap/columns.ts'
import { BACKSLASH, CLOSE_BRACKET, COMMA, END, NEWLINE, QUOTE, type ByteReader } from './byte-reader.ts'
import { malformed } from './malformed.ts'

/** Characters that may follow a backslash in JSON. */
const ESCAPABLE = '"\\/bfnrtu'
const ESCAPE = /\\(?:u([0-9a-fA-F]{4})|(.))/gs
const UNESCAPED: Record<string, string> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' }
/** The most bytes one UTF-16 unit takes: \uXXXX. */
const LONGEST_UNIT = 6

/** The most strings taken at one go. */
const FAST_STRINGS = 256

const PLACE = 'in "strings"'

const ZERO = 0x30
/** Below are the control characters, which JSON has escaped. */
const SPACE = 0x20
const UNICODE = 0x75
const HEX_DIGIT = /[0-9a-fA-F]/

/** Offsets are kept as uint32. */
const MAX_STRING_BYTES = 2 ** 32 - 1

/** The strings of a snapshot as the file spells them, escapes included: bytes and offsets, nothing on the JS heap. */
class RawStrings implements StringTable {
  readonly count: number
  readonly #bytes: Buffer
  /** index: string; value: where it begins in `bytes`; one more at the end */
  readonly #start: Uint32Array
  /** The strings that are spelled with escapes, ascending; found when first asked for. */
  #escaped?: Uint32Array

  constructor(bytes: Uint8Array, start: Uint32Array, count: number) {
    this.count = count
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    this.#start = start
  }

  get(index: number): string {
    const text = this.#bytes.toString('utf8', this.#start[index], this.#start[index + 1])
    return text.includes('\\') ? unescape(text) : text
  }

  leadingNumber(index: number): number {
    const bytes = this.#bytes
    const end = this.#start[index + 1]
    let value = NaN
    for (let at = this.#start[index]; at < end; at++) {
      const digit = bytes[at] ^ ZERO
      if (digit > 9) break
      value = (Number.isNaN(value) ? 0 : value * 10) + digit
    }
    return value
  }

  numberBeforeEnd(index: number): number {
    const bytes = this.#bytes
    const start = this.#start[index]
    let value = NaN
    let scale = 1
    for (let at = this.#start[index + 1] - 2; at >= start; at--, scale *= 10) {
      const digit = bytes[at] ^ ZERO
      if (digit > 9) break
      value = (scale === 1 ? 0 : value) + digit * scale
    }
    return value
  }

  indexOf(text: string): number {
    const needle = Buffer.from(text, 'utf8')
    const asWritten = needle.includes(BACKSLASH) || needle.includes(QUOTE) ? -1 : this.#indexOfBytes(needle)
    // only an escaped spelling is longer than the text itself
    this.#escaped ??= Uint32Array.from(this.indicesContaining('\\'))
    for (const index of this.#escaped) {
      if (asWritten >= 0 && index > asWritten) break
      const length = this.#start[index + 1] - this.#start[index]
      if (length > text.length && length <= text.length * LONGEST_UNIT && this.get(index) === text)
        return index
    }
    return asWritten
  }

  #indexOfBytes(needle: Buffer): number {
    const bytes = this.#bytes
    const start = this.#start
    const { length } = needle
    for (let index = 0; index < this.count; index++) {
      const from = start[index]
      const to = start[index + 1]
      // the first byte tells most of them apart without a call
      if (to - from !== length || (length > 0 && bytes[from] !== needle[0])) continue
      if (bytes.compare(needle, 0, length, from, to) === 0) return index
    }
    return -1
  }

  indicesContaining(text: string): number[] {
    const bytes = this.#bytes
    const needle = Buffer.from(text, 'latin1')
    const indices: number[] = []
    let index = 0
    for (let at = bytes.indexOf(needle); at >= 0;) {
      index = this.#indexAt(at, index)
      const end = this.#start[index + 1]
      if (at + needle.length <= end) indices.push(index)
      // if this match runs into the next string, so do all later ones that begin in this one
      at = bytes.indexOf(needle, end)
    }
    return indices
  }

  /** The string that holds the byte at `offset`, which is not before string `from`. */
  #indexAt(offset: number, from: number): number {
    let low = from
    let high = this.count
    while (high - low > 1) {
      const middle = (low + high) >>> 1
      if (this.#start[middle] <= offset) low = middle
      else high = middle
    }
    return low
  }
}

/**
 * The JSON array of strings that stands next in the file.
 *
 * Cost: its bytes and 4 per string, at most doubled by growth.
 */
export function readStrings(reader: ByteReader): StringTable {
  return new StringArrayReader(reader).read()
}

/** Collects the strings of one JSON array. */
export class StringArrayReader {
  readonly #reader: ByteReader
  readonly #strings: GrowingStrings = {
    bytes: new Uint8Array(1 << 16),
    start: new Uint32Array(1 << 12),
    count: 0,
  }

  constructor(reader: ByteReader) {
    this.#reader = reader
  }

  /** All of them. */
  read(): StringTable {
    const reader = this.#reader
    reader.expect('[', PLACE)
    if (reader.peekToken() === CLOSE_BRACKET) {
      reader.position++
    } else {
      do {
        this.#makeRoom()
        readFast(reader, this.#strings)
        this.#readSlow()
      } while (this.#hasNext())
    }
    const { start, count } = this.#strings
    const bytes = this.#strings.bytes.subarray(0, start[count])
    verifyUtf8(bytes, start, count)
    return new RawStrings(bytes, start.subarray(0, count + 1), count)
  }

  /** One string by any route the grammar allows. */
  #readSlow(): void {
    const reader = this.#reader
    const strings = this.#strings
    reader.expect('"', PLACE)
    let end = strings.start[strings.count]
    // hexadecimal digits of a \uXXXX that are still to come
    let digits = 0
    for (let byte; (byte = this.#take(digits > 0)) !== QUOTE;) {
      if (digits > 0) digits--
      if (end + 2 > strings.bytes.length) strings.bytes = grown(strings.bytes, end + 2)
      strings.bytes[end++] = byte
      if (byte !== BACKSLASH) continue
      const escaped = this.#takeEscaped()
      strings.bytes[end++] = escaped
      if (escaped === UNICODE) digits = 4
    }
    if (strings.count + 2 > strings.start.length) strings.start = grown(strings.start, strings.count + 2)
    strings.start[++strings.count] = end
  }

  /** The next character of a string. */
  #take(isDigit = false): number {
    const reader = this.#reader
    const byte = reader.peek()
    if (byte === END || byte < SPACE) throw reader.unexpected('the rest of a string', PLACE)
    if (isDigit && !HEX_DIGIT.test(String.fromCharCode(byte)))
      throw reader.unexpected('a hexadecimal digit', PLACE)
    reader.position++
    return byte
  }

  /** What follows a backslash; of \uXXXX the digits are taken like any other character. */
  #takeEscaped(): number {
    const byte = this.#reader.peek()
    if (byte !== END && !ESCAPABLE.includes(String.fromCharCode(byte))) {
      throw this.#reader.unexpected('an escape', PLACE)
    }
    return this.#take()
  }

  /** Is there a comma, or the end of the array? */
  #hasNext(): boolean {
    const reader = this.#reader
    const after = reader.peekToken()
    if (after !== COMMA && after !== CLOSE_BRACKET) throw reader.unexpected('"," or "]"', PLACE)
    reader.position++
    return after === COMMA
  }

  /** For all that `readFast` may add. */
  #makeRoom(): void {
    const strings = this.#strings
    const { bytes, start, count } = strings
    const needed = start[count] + this.#reader.bytes.length - this.#reader.position
    if (needed > bytes.length) strings.bytes = grown(bytes, needed)
    if (count + FAST_STRINGS >= start.length) strings.start = grown(start, count + FAST_STRINGS + 1)
  }
}

interface GrowingStrings {
  bytes: Uint8Array
  /** index: string; value: where it begins in `bytes`; at `count`, where the next one will */
  start: Uint32Array
  count: number
}

/**
 * Strings that lie whole and plainly written in the current chunk, with a comma after each; stops in front of the first
 * that does not, or after some: a function in JavaScript gets faster when it is called again, not while it runs.
 */
function readFast(reader: ByteReader, strings: GrowingStrings): void {
  const from = reader.bytes
  const { bytes: to, start } = strings
  const wanted = strings.count + FAST_STRINGS
  // a quote, a comma and a newline (Node 20 and 22) may follow the last character
  const lastCharacter = from.length - 4
  let { count } = strings
  let { position } = reader

  while (count < wanted && from[position] === QUOTE) {
    let at = position + 1
    let end = start[count]
    let byte = from[at]
    while (at <= lastCharacter && byte !== QUOTE && byte !== BACKSLASH && byte >= SPACE) {
      to[end++] = byte
      byte = from[++at]
    }
    if (at > lastCharacter || byte !== QUOTE || from[at + 1] !== COMMA) break
    position = from[at + 2] === NEWLINE ? at + 3 : at + 2
    start[++count] = end
  }

  strings.count = count
  reader.position = position
}

function unescape(text: string): string {
  return text.replace(ESCAPE, (_, unit: string | undefined, character: string) =>
    unit === undefined ? (UNESCAPED[character] ?? character) : String.fromCharCode(parseInt(unit, 16)),
  )
}

/** V8 writes ASCII; what others write, or another encoding, must not become other text. */
function verifyUtf8(bytes: Uint8Array, start: Uint32Array, count: number): void {
  if (isAscii(bytes)) return
  let isWhole = isUtf8(bytes)
  // two halves of a character do not make one across strings
  for (let index = 0; isWhole && index < count; index++) isWhole = (bytes[start[index]] & 0xc0) !== 0x80
  if (!isWhole)
    throw malformed(
      `bytes ${PLACE} that are not UTF-8`,
      'a file in UTF-8',
      'Was it written by V8 and not converted?',
    )
}

/** A copy with room for at least `needed` values. */
function grown<T extends Uint8Array | Uint32Array>(values: T, needed: number): T {
  if (needed > MAX_STRING_BYTES) {
    throw malformed(
      `"strings" needs ${needed} bytes`,
      `at most ${MAX_STRING_BYTES}`,
      'Take a snapshot of a smaller heap.',
    )
  }
  const capacity = Math.min(Math.max(needed, values.length * 2), MAX_STRING_BYTES)
  try {
    const copy = new (values.constructor as new (capacity: number) => T)(capacity)
    copy.set(values)
    return copy
  } catch (cause) {
    throw malformed(
      `no room for ${capacity} strings or bytes ${PLACE}`,
      'as many as memory allows',
      undefined,
      cause,
    )
  }
}
