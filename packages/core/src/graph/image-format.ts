import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { InvalidInputError } from '../errors.ts'

/** What `exportImage` can write. */
export type ImageFormat = 'svg' | 'dot' | 'json'

/** key: end of a file's name */
const formatByExtension: Readonly<Record<string, ImageFormat>> = {
  '.svg': 'svg',
  '.dot': 'dot',
  '.gv': 'dot',
  '.json': 'json',
}

/**
 * The format that a file's name asks for.
 *
 * @throws InvalidInputError if its extension is none that can be written
 */
export function imageFormatOf(file: string | URL): ImageFormat {
  const extension = extname(file instanceof URL ? fileURLToPath(file) : file)
  const format = Object.entries(formatByExtension).find(([known]) => known === extension.toLowerCase())?.[1]
  if (format !== undefined) return format
  const found = extension === '' ? 'no extension' : `the extension ${extension}`
  throw new InvalidInputError(
    `Cannot export image: ${file} has ${found}, expected one of ${Object.keys(formatByExtension).join(', ')}. ` +
      'Browsers show .svg and convert it; Graphviz reads .dot.',
  )
}
