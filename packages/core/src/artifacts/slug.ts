import { createHash } from 'node:crypto'

/** Bytes of a name: with a number and an extension it stays below every file system's 255, in a deep path below Windows' 260. */
const MAX_BYTES = 80

/** Names that Windows keeps for devices, with any extension. */
const DEVICE = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)/i

/**
 * A test's name as part of a file name: `Keeps <b>no</b> computation` becomes `keeps-b-no-b-computation`. Lower case, so that no file
 * system takes two for one; letters of any script stay, accents go. Different names may become the same: count them.
 */
export function slugOfTest(name: string): string {
  const words = withoutAccents(name)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, '-')
    .replace(/^[-\p{M}]+|-+$/gu, '')
  const slug = words === '' ? 'unnamed' : words
  return isSafe(slug) ? slug : `${head(slug)}-${shortHash(name)}`
}

/** One folder or file of a test file's path as a folder's name: itself when any system can have it, else cleaned and made unique. */
export function slugOfPathPart(part: string): string {
  const clean = withoutAccents(part)
    // `@` begins a scope; elsewhere it divides a file from its project
    .replace(/(?!^@)[^\p{L}\p{N}\p{M}._+-]+/gu, '-')
    .replace(/^[-.\p{M}]+|[-.]+$/gu, '')
  if (clean === part && clean !== '' && isSafe(part)) return part
  return `${head(clean === '' ? 'unnamed' : clean)}-${shortHash(part)}`
}

/** Eight hexadecimal digits that stand for a text. */
export function shortHash(text: string): string {
  // as UTF-16: lone surrogates are texts of their own
  return createHash('sha256').update(Buffer.from(text, 'utf16le')).digest('hex').slice(0, 8)
}

function withoutAccents(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
}

function isSafe(slug: string): boolean {
  return Buffer.byteLength(slug) <= MAX_BYTES && !DEVICE.test(slug)
}

/** The beginning of a slug, as long as a hash leaves room, and no device's name. */
function head(slug: string): string {
  let kept = ''
  let bytes = 0
  for (const character of slug) {
    bytes += Buffer.byteLength(character)
    if (bytes > MAX_BYTES - 10) break
    kept += character
  }
  return DEVICE.test(slug) ? `_${kept}` : kept
}
