import { CLOSE_BRACKET, COMMA, NEWLINE, type ByteReader } from './byte-reader.ts'

const MINUS = 0x2d
export const ZERO = 0x30

/** The longest number the fast loop takes: any 9 digits fit an int32. */
export const FAST_DIGITS = 9
/** What the fast loop may read for one number: its digits, a newline (Node 20 and 22 end each record by one), a comma. */
export const FAST_BYTES = FAST_DIGITS + 2

const MAX_UINT32 = 2 ** 32 - 1
const MIN_INT32 = -(2 ** 31)

/** The numbers of one JSON array of integers, in batches; unsigned ones unless told: Node 20 writes negative ones as two's complement. */
export class NumberArrayReader {
  /** Numbers given out so far. */
  count = 0
  /** Numbers that do not fit 32 bits, by their place in the array; cut off in the batch. Whoever has seen them may clear it. */
  readonly large = new Map<number, number>()

  readonly #reader: ByteReader
  readonly #place: string
  readonly #signed: boolean
  #ended = false

  /** @param reader stands before the opening bracket */
  constructor(reader: ByteReader, key: string, { signed = false }: { signed?: boolean } = {}) {
    this.#reader = reader
    this.#signed = signed
    this.#place = `in "${key}"`
    reader.expect('[', this.#place)
    if (reader.peekToken() === CLOSE_BRACKET) {
      reader.position++
      this.#ended = true
    }
  }

  /**
   * Fills `batch` from its start, negative numbers as two's complement.
   *
   * @returns how many values were written, less than its length only at the end of the array
   */
  read(batch: Uint32Array): number {
    let filled = 0
    while (filled < batch.length && !this.#ended) {
      filled = readFast(this.#reader, batch, filled)
      if (filled === batch.length) break
      const value = this.#readSlow()
      if (value > MAX_UINT32 || value < MIN_INT32) this.large.set(this.count + filled, value)
      batch[filled++] = value
    }
    this.count += filled
    return filled
  }

  /** One number by any route the grammar allows, and the comma or bracket after it. */
  #readSlow(): number {
    const reader = this.#reader
    const isNegative = this.#signed && reader.peekToken() === MINUS
    if (isNegative) reader.position++
    let digit = (isNegative ? reader.peek() : reader.peekToken()) ^ ZERO
    if (digit < 0 || digit > 9) {
      throw reader.unexpected(this.#signed ? 'an integer' : 'an unsigned integer', this.#place)
    }
    const isZero = digit === 0
    let digits = 0
    let value = 0
    while (digit >= 0 && digit <= 9) {
      value = value * 10 + digit
      digits++
      reader.position++
      digit = reader.peek() ^ ZERO
    }
    if (isZero && digits > 1) throw reader.unexpected('a number without leading zeros before', this.#place)
    const after = reader.peekToken()
    if (after !== COMMA && after !== CLOSE_BRACKET) throw reader.unexpected('"," or "]"', this.#place)
    reader.position++
    this.#ended = after === CLOSE_BRACKET
    return isNegative ? -value : value
  }
}

/** Numbers that lie whole and plainly written in the current chunk; stops in front of the first that does not. */
function readFast(reader: ByteReader, batch: Uint32Array, filled: number): number {
  const bytes = reader.bytes
  const wanted = batch.length
  const lastStart = bytes.length - FAST_BYTES
  let position = reader.position

  while (filled < wanted && position <= lastStart) {
    let value = bytes[position] ^ ZERO
    if (value > 9) break
    let at = position + 1
    let digit = bytes[at] ^ ZERO
    while (digit <= 9) {
      value = (Math.imul(value, 10) + digit) | 0
      digit = bytes[++at] ^ ZERO
    }
    if (at - position > FAST_DIGITS || (bytes[position] === ZERO && at - position > 1)) break
    if (bytes[at] === NEWLINE) at++
    if (bytes[at] !== COMMA) break
    batch[filled++] = value
    position = at + 1
  }

  reader.position = position
  return filled
}
