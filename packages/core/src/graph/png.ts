import { createRequire } from 'node:module'
import { join } from 'node:path'
import type Sharp from 'sharp'
import { InvalidInputError } from '../errors.ts'
import { HERE } from '../here.ts'

/** Pixels for one on the screen, so that text is crisp. */
const CRISP_SCALE = 2
/** Pixels. What draws for sharp stops at 32,767 a side; the area is 256 MB while it is drawn. */
const MAX_SIDE = 32_000
const MAX_AREA = 64_000_000

/**
 * An SVG as PNG, its background transparent if the SVG's is. Two pixels for one on the screen; fewer, down to one, where the picture
 * would be too large. Text is drawn with the fonts of this machine.
 *
 * @throws InvalidInputError if sharp is not installed, or if the picture is too large even so
 */
export async function renderPng(svg: string): Promise<Uint8Array> {
  const sharp = requireSharp()
  const size = sizeInPixels(svg)
  // sharp takes points for pixels of its own, so the picture is given in those of the screen; at density 72 they are drawn one to one
  const picture = svg.replace(SIZE, `<svg width="${size.width}" height="${size.height}"`)
  const density = 72 * scaleFor(size)
  return sharp(Buffer.from(picture), { density, limitInputPixels: 1.1 * MAX_AREA, unlimited: true })
    .png()
    .toBuffer()
}

/** Graphviz writes the size in points, 72 an inch, of which the screen has 96. */
const SIZE = /<svg width="([\d.]+)pt" height="([\d.]+)pt"/

interface Size {
  readonly width: number
  readonly height: number
}

function sizeInPixels(svg: string): Size {
  const [, width, height] = SIZE.exec(svg) ?? []
  return { width: (Number(width) / 72) * 96, height: (Number(height) / 72) * 96 }
}

function scaleFor({ width, height }: Size): number {
  const largest = Math.min(MAX_SIDE / Math.max(width, height), Math.sqrt(MAX_AREA / (width * height)))
  if (largest >= 1) return Math.min(CRISP_SCALE, largest)
  const pixels = [width, height].map((side) => Math.ceil(side).toLocaleString('en'))
  throw new InvalidInputError(
    `Cannot export image: a .png of ${pixels.join(' x ')} pixels, expected at most ` +
      `${MAX_SIDE.toLocaleString('en')} a side and ${MAX_AREA.toLocaleString('en')} in all. ` +
      'Write .svg, or draw a part, such as ancestors(node, { generations: 5 }).',
  )
}

/** sharp, as the user has installed it: beside this package, or in the project where the process runs. */
function requireSharp(): typeof Sharp {
  const resolvers = [HERE, join(process.cwd(), 'package.json')].map((from) => createRequire(from))
  const found = resolvers.find((require) => {
    try {
      return require.resolve('sharp') !== ''
    } catch {
      return false
    }
  })
  if (found === undefined) {
    throw new InvalidInputError(
      'Cannot export image: sharp is not installed, expected it for .png. ' +
        'Run `npm install sharp`, or write .svg, which needs nothing.',
    )
  }
  try {
    return found('sharp') as typeof Sharp
  } catch (cause) {
    const [reason] = (cause instanceof Error ? cause.message : String(cause)).split('\n')
    throw new InvalidInputError(
      `Cannot export image: sharp does not load ("${reason}"), expected it for .png. ` +
        'Run `npm install sharp` on this very platform, or write .svg, which needs nothing.',
      { cause },
    )
  }
}
