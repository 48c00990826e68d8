import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { InvalidInputError } from '../errors.ts'
import { describe } from './describe.ts'

/** What `exportImage` can write: pictures, a graph for Graphviz, data for us, data for Gephi. */
export type ImageFormat = 'svg' | 'png' | 'dot' | 'json' | 'gexf'

/** How `exportImage` writes. */
export interface ExportImageOptions {
  /** The format; without it, the one that the file's name ends in. */
  readonly format?: ImageFormat
}

/** key: end of a file's name */
const formatByExtension = new Map<string, ImageFormat>([
  ['.svg', 'svg'],
  ['.png', 'png'],
  ['.dot', 'dot'],
  ['.gv', 'dot'],
  ['.json', 'json'],
  ['.gexf', 'gexf'],
])

/**
 * The format that the options ask for, or else the file's name.
 *
 * @throws InvalidInputError if it is none that can be written
 */
export function imageFormatOf(file: string | URL, { format }: ExportImageOptions = {}): ImageFormat {
  if (format !== undefined) return checkFormat(format)
  const extension = extname(file instanceof URL ? fileURLToPath(file) : file)
  const known = formatByExtension.get(extension.toLowerCase())
  if (known !== undefined) return known
  const found = extension === '' ? 'no extension' : `the extension ${extension}`
  throw new InvalidInputError(
    `Cannot export image: ${file} has ${found}, expected one of ${[...formatByExtension.keys()].join(', ')}. ` +
      'Browsers show .svg; Graphviz reads .dot, Gephi .gexf.',
  )
}

function checkFormat(format: ImageFormat): ImageFormat {
  const known = [...new Set(formatByExtension.values())]
  if (known.includes(format)) return format
  throw new InvalidInputError(
    `Cannot export image: format is ${describe(format)}, expected one of ${known.join(', ')}. ` +
      'Leave it out to go by the name of the file.',
  )
}
