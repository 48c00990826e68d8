import { readFileSync, writeFileSync } from 'node:fs'
import { CaptureError, NotFoundError } from '../errors.ts'

/**
 * The text of a UTF-8 file, without a byte order mark.
 *
 * @throws NotFoundError if there is no such file
 * @throws CaptureError if it cannot be read
 */
export function readTextFile(file: string | URL): string {
  try {
    return readFileSync(file, 'utf8').replace(/^\uFEFF/, '')
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException
    if (code === 'ENOENT') {
      throw new NotFoundError(
        `Cannot read ${file}: no such file, expected one. Relative paths start at ${process.cwd()}.`,
        { cause },
      )
    }
    throw new CaptureError(`Cannot read ${file}: ${message}, expected a readable file. Check the path.`, {
      cause,
    })
  }
}

/**
 * Writes a file, over one that is there; text in UTF-8.
 *
 * @throws CaptureError if it cannot be written
 */
export function writeFile(file: string | URL, content: string | Uint8Array): void {
  try {
    writeFileSync(file, content)
  } catch (cause) {
    const { message } = cause as NodeJS.ErrnoException
    throw new CaptureError(
      `Cannot write ${file}: ${message}, expected a folder to write in. Create it or choose another.`,
      { cause },
    )
  }
}
