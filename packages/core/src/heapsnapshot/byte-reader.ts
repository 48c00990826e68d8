import { CUT_SHORT, malformed } from './malformed.ts'

/** What `peek` gives past the last byte. */
export const END = -1

const SPACE = 0x20
const TAB = 0x09
export const NEWLINE = 0x0a
const RETURN = 0x0d
export const QUOTE = 0x22
export const BACKSLASH = 0x5c
export const OPEN_BRACE = 0x7b
export const CLOSE_BRACE = 0x7d
export const OPEN_BRACKET = 0x5b
export const CLOSE_BRACKET = 0x5d
export const COMMA = 0x2c

/** The longest value that is read whole: V8's header has 1,500 bytes. */
const MAX_VALUE_BYTES = 1 << 20

const NO_BYTES = new Uint8Array(0)

/**
 * One forward pass over a sequence of chunks. A fast reader takes `bytes` and `position` into locals, works inside the
 * chunk and hands `position` back; everything else goes byte by byte and never sees a chunk boundary.
 */
export class ByteReader {
  /** The current chunk. It may be overwritten by its owner once the next chunk is asked for. */
  bytes: Uint8Array = NO_BYTES
  /** Index in `bytes` of the next byte. */
  position = 0

  readonly #chunks: Iterator<Uint8Array>
  #before = 0

  constructor(chunks: Iterable<Uint8Array>) {
    this.#chunks = chunks[Symbol.iterator]()
  }

  /** Bytes of the file before the next one. */
  get offset(): number {
    return this.#before + this.position
  }

  /** Lets the source of the chunks release what it holds. */
  close(): void {
    this.#chunks.return?.()
  }

  /** Makes `bytes[position]` the next byte of the file; false at its end. */
  fill(): boolean {
    while (this.position >= this.bytes.length) {
      const { done, value } = this.#chunks.next()
      if (done) return false
      this.#before += this.bytes.length
      this.bytes = value
      this.position = 0
    }
    return true
  }

  /** The next byte, left in place; END past the last one. */
  peek(): number {
    return this.position < this.bytes.length || this.fill() ? this.bytes[this.position] : END
  }

  /** The next non-blank byte, left in place; END past the last one. */
  peekToken(): number {
    let byte = this.peek()
    while (byte === SPACE || byte === NEWLINE || byte === RETURN || byte === TAB) {
      this.position++
      byte = this.peek()
    }
    return byte
  }

  /** Takes the next non-blank byte, which must be the given character. */
  expect(character: string, place: string): void {
    if (this.peekToken() !== character.charCodeAt(0)) throw this.unexpected(`"${character}"`, place)
    this.position++
  }

  /** An error about the next byte. */
  unexpected(expected: string, place: string): Error {
    const byte = this.peek()
    if (byte === END)
      return malformed(`the file ends after ${this.offset} bytes, ${place}`, expected, CUT_SHORT)
    const found =
      byte > 0x20 && byte < 0x7f
        ? `"${String.fromCharCode(byte)}"`
        : `byte 0x${byte.toString(16).padStart(2, '0')}`
    return malformed(`${found} at byte ${this.offset}, ${place}`, expected)
  }

  /** The text of the next JSON string, decoded. */
  readString(place: string): string {
    if (this.peekToken() !== QUOTE) throw this.unexpected('a string', place)
    return parseJson(this.#takeValue(place), place) as string
  }

  /** The next JSON value, whole. Only for values known to be small: a longer one is refused. */
  readValue(place: string): unknown {
    return parseJson(this.#takeValue(place), place)
  }

  /** Bytes of the next JSON value by counting brackets outside strings. */
  #takeValue(place: string): number[] {
    const taken: number[] = []
    let depth = 0
    let inString = false
    this.peekToken()
    for (;;) {
      const byte = this.peek()
      if (byte === END) throw this.unexpected('the rest of a value', place)
      if (!inString && depth === 0 && (byte === COMMA || byte === CLOSE_BRACE || byte === CLOSE_BRACKET))
        return taken
      if (taken.length === MAX_VALUE_BYTES)
        throw malformed(`a value of more than ${MAX_VALUE_BYTES} bytes ${place}`, 'a smaller one')
      taken.push(byte)
      this.position++

      if (inString) {
        if (byte === BACKSLASH) {
          const escaped = this.peek()
          if (escaped === END) throw this.unexpected('the rest of a value', place)
          taken.push(escaped)
          this.position++
        } else if (byte === QUOTE) {
          inString = false
          if (depth === 0) return taken
        }
      } else if (byte === QUOTE) {
        inString = true
      } else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
        depth++
      } else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) {
        if (--depth === 0) return taken
      }
    }
  }
}

function parseJson(bytes: number[], place: string): unknown {
  const text = Buffer.from(bytes).toString('utf8')
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw malformed(`${JSON.stringify(text.slice(0, 60))} ${place}`, 'JSON', undefined, cause)
  }
}
