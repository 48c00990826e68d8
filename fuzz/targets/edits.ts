import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readBothWays } from '../../packages/core/test/oracles/read-both-ways.ts'

/** Numbers and signs that a damaged file may hold. */
const WORDS = [
  ...[
    '0',
    '1',
    '-1',
    '01',
    '1.5',
    '1e3',
    '255',
    '256',
    '4294967295',
    '4294967296',
    '2147483648',
    '-2147483649',
  ],
  ...[
    '9007199254740992',
    '99999999999999999999',
    'null',
    'true',
    '""',
    '"type"',
    '"id"',
    '"nodes"',
    '"strings"',
  ],
  ...[',', ':', '[', ']', '{', '}', '[]', '{}', '\\u12', '\u0000', '\n', 'ü'],
]

/** A file, taken apart into numbers, names, and what stands between. */
const files = readdirSync(process.env['TOLEAK_FUZZ_SEEDS'] ?? '')
  .sort()
  .map((name) => readFileSync(join(process.env['TOLEAK_FUZZ_SEEDS'] ?? '', name), 'latin1'))
  .map((text) => text.split(/(-?\d+|"[^"]*"|[[\]{},:])/).filter((token) => token !== ''))

/**
 * The fuzzer's bytes are edits of a small real snapshot: the first says of which, then five each say where (two bytes), how (one) and
 * with what (two). So the file stays near a right one, and the fuzzer gets behind the first check.
 */
export function fuzz(bytes: Buffer): void {
  if (bytes.length < 6) return
  const tokens = [...files[bytes[0] % files.length]]
  for (let at = 1; at + 5 <= bytes.length && at < 60; at += 5) {
    const place = bytes.readUInt16LE(at) % tokens.length
    edit(tokens, place, bytes[at + 2] % 6, bytes.readUInt16LE(at + 3))
  }
  readBothWays(Buffer.from(tokens.join(''), 'latin1'), 1 + bytes.length)
}

function edit(tokens: string[], place: number, how: number, what: number): void {
  if (how === 0) tokens[place] = WORDS[what % WORDS.length]
  else if (how === 1) tokens[place] = String(what % 1000)
  else if (how === 2) tokens.splice(place, 1)
  else if (how === 3) tokens.splice(place, 0, WORDS[what % WORDS.length])
  else if (how === 4) tokens[place] = tokens[(place + what) % tokens.length]
  else {
    const other = (place + what) % tokens.length
    ;[tokens[place], tokens[other]] = [tokens[other], tokens[place]]
  }
}
