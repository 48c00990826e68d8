import type { ByteReader } from './byte-reader.ts'
import type { FieldPositions } from './header.ts'
import { CUT_SHORT, malformed } from './malformed.ts'
import { NumberArrayReader } from './numbers.ts'

/** Records per batch: small enough that a batch stays in the processor's first cache. */
const BATCH = 512

/** What a RecordReader is to expect. */
export interface RecordOptions {
  /** How many records the header announces, and the key that says so; if left out, there may be any number. */
  readonly announced?: { readonly count: number; readonly key: string }
  /** The field whose values may be beyond 32 bits. */
  readonly wideField?: string
  /** May numbers be negative? */
  readonly signed?: boolean
}

/** The array of numbers that stands next in the file, as records of equally many fields. */
export class RecordReader {
  /** The numbers of the records at hand: those beyond 32 bits cut off, negative ones as two's complement. */
  readonly batch: Uint32Array
  /** Records given out so far. */
  count = 0
  /** Record -> value of `wideField`, where it does not fit 32 bits; of the records given out so far. */
  readonly wideValues = new Map<number, number>()

  readonly #numbers: NumberArrayReader
  readonly #key: string
  readonly #field: FieldPositions<string>
  readonly #options: RecordOptions

  constructor(reader: ByteReader, key: string, field: FieldPositions<string>, options: RecordOptions = {}) {
    this.batch = new Uint32Array(BATCH * field['length'])
    this.#numbers = new NumberArrayReader(reader, key, options)
    this.#key = key
    this.#field = field
    this.#options = options
  }

  /** Puts the next records, as many as there is room or `most`, into `batch`; gives how many numbers that are, 0 at the end of the array. */
  next(most = BATCH): number {
    const room = this.batch.subarray(0, most * this.#field['length'])
    const length = this.#numbers.read(room)
    const stride = this.#field['length']
    this.count = this.#numbers.count / stride
    if (!Number.isInteger(this.count)) {
      throw malformed(
        `"${this.#key}" holds ${this.#numbers.count} numbers`,
        `a multiple of ${stride}`,
        CUT_SHORT,
      )
    }
    this.#verifyCount()
    this.#takeLarge()
    if (length < room.length) this.#verifyEnd()
    return length
  }

  /** Counts records that were read past this reader. */
  skip(records: number): void {
    this.count += records
    this.#numbers.count += records * this.#field['length']
    this.#verifyCount()
  }

  /** Before too many are taken. */
  #verifyCount(): void {
    const { announced } = this.#options
    if (!announced || this.count <= announced.count) return
    const found = `"${this.#key}" holds more than ${announced.count} records`
    throw malformed(found, `${announced.count} (${announced.key})`)
  }

  #verifyEnd(): void {
    const { announced } = this.#options
    if (!announced || this.count >= announced.count) return
    const found = `"${this.#key}" holds ${this.count} records`
    throw malformed(found, `${announced.count} (${announced.key})`, CUT_SHORT)
  }

  /** At once: a file may hold more of them than a Map can. */
  #takeLarge(): void {
    const { large } = this.#numbers
    if (large.size === 0) return
    const { wideField, signed } = this.#options
    const { length: stride, ...field } = this.#field
    for (const [place, value] of large) {
      const record = Math.floor(place / stride)
      const name = Object.keys(field).find((key) => field[key] === place % stride)
      if (name === undefined) continue
      const found = `${name} ${value} of record ${record} in "${this.#key}"`
      if (name !== wideField) throw malformed(found, signed ? 'a number of 32 bits' : 'less than 2^32')
      if (value > Number.MAX_SAFE_INTEGER) throw malformed(found, 'less than 2^53')
      this.wideValues.set(record, value)
    }
    large.clear()
  }
}
