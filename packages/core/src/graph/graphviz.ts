import { createRequire } from 'node:module'
import type * as Viz from '@viz-js/viz'
import { InvalidInputError } from '../errors.ts'

/**
 * A picture of a graph in the DOT language, laid out by Graphviz in WebAssembly: nothing to install, and the same bytes for
 * the same text. Loaded at the first picture, since most runs need none.
 *
 * @throws InvalidInputError if Graphviz cannot read the text
 */
export async function renderSvg(dot: string): Promise<string> {
  // not import(): Jest runs CommonJS without it. Its jsdom has a `document`, from which a bundle would derive import.meta.url
  const require = createRequire(typeof __filename === 'string' ? __filename : import.meta.url)
  const { instance } = require('@viz-js/viz') as typeof Viz
  const viz = await instance()
  try {
    return viz.renderString(dot, { format: 'svg' })
  } catch (cause) {
    const found = cause instanceof Error ? cause.message : String(cause)
    throw new InvalidInputError(
      `Cannot draw graph: Graphviz says "${found}", expected a graph in the DOT language. ` +
        'Check the quoting of names and labels.',
      { cause },
    )
  }
}
