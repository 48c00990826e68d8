import {
  BACKSLASH,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COMMA,
  END,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUOTE,
  type ByteReader,
} from './byte-reader.ts'

const COLON = 0x3a
/** What may stand outside strings and brackets: a number, or one of the three words. */
const SCALAR = /^(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)$/
/** Longer than any that a snapshot holds. */
const LONGEST_SCALAR = 400
/** Characters that may follow a backslash in JSON. */
const ESCAPABLE = '"\\/bfnrtu'
const HEX_DIGIT = /[0-9a-fA-F]/

/**
 * Passes over the next JSON value, whatever it is, by JSON's grammar: what is no JSON must not be taken for a whole file.
 *
 * Cost: its bytes; a number for each bracket that is open.
 */
export function skipValue(reader: ByteReader, place: string): void {
  /** The brackets that are to close, outermost first. */
  const open: number[] = []
  do {
    const byte = reader.peekToken()
    const isOpening = byte === OPEN_BRACE || byte === OPEN_BRACKET
    if (isOpening) {
      reader.position++
      const close = byte === OPEN_BRACE ? CLOSE_BRACE : CLOSE_BRACKET
      if (reader.peekToken() !== close) {
        open.push(close)
        if (close === CLOSE_BRACE) skipKey(reader, place)
        continue
      }
      reader.position++
    } else if (byte === QUOTE) {
      reader.position++
      skipString(reader, place)
    } else {
      skipScalar(reader, place)
    }
    closeAll(reader, open, place)
  } while (open.length > 0)
}

/** After a value: the brackets that close here, then the comma before the next one, with its key. */
function closeAll(reader: ByteReader, open: number[], place: string): void {
  while (open.length > 0) {
    const close = open[open.length - 1]
    const byte = reader.peekToken()
    if (byte !== COMMA && byte !== close)
      throw reader.unexpected(`"," or "${String.fromCharCode(close)}"`, place)
    reader.position++
    if (byte === close) {
      open.pop()
      continue
    }
    if (close === CLOSE_BRACE) skipKey(reader, place)
    return
  }
}

function skipKey(reader: ByteReader, place: string): void {
  reader.expect('"', place)
  skipString(reader, place)
  reader.expect(String.fromCharCode(COLON), place)
}

/** The rest of a string whose quote is taken. */
function skipString(reader: ByteReader, place: string): void {
  for (let byte; (byte = reader.peek()) !== QUOTE; reader.position++) {
    if (byte === END || byte < 0x20) throw reader.unexpected('the rest of a string', place)
    if (byte === BACKSLASH) skipEscape(reader, place)
  }
  reader.position++
}

/** From the backslash to the character before the next one. */
function skipEscape(reader: ByteReader, place: string): void {
  reader.position++
  const byte = reader.peek()
  if (byte === END || !ESCAPABLE.includes(String.fromCharCode(byte)))
    throw reader.unexpected('an escape', place)
  for (let digit = 0; byte === 0x75 && digit < 4; digit++) {
    reader.position++
    const next = reader.peek()
    if (next === END || !HEX_DIGIT.test(String.fromCharCode(next)))
      throw reader.unexpected('a hexadecimal digit', place)
  }
}

function skipScalar(reader: ByteReader, place: string): void {
  let text = ''
  for (let byte = reader.peek(); isOfScalar(byte) && text.length < LONGEST_SCALAR; byte = reader.peek()) {
    text += String.fromCharCode(byte)
    reader.position++
  }
  if (!SCALAR.test(text)) throw reader.unexpected(`a value instead of ${JSON.stringify(text)} before`, place)
}

function isOfScalar(byte: number): boolean {
  return byte > 0x20 && byte !== COMMA && byte !== CLOSE_BRACKET && byte !== CLOSE_BRACE && byte !== QUOTE
}
