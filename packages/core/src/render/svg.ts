import type { LeakGraph } from '../explain/leak-graph.ts'
import { runGraphviz, runGraphvizSync } from '../graph/graphviz.ts'
import type { PictureCaption } from './caption.ts'
import { headlineOf } from './caption.ts'
import { drawPicture } from './draw.ts'
import { readLayout } from './layout.ts'
import { pictureDot } from './picture-dot.ts'
import type { Picture } from './picture.ts'
import { pictureOf } from './picture.ts'

/**
 * The ancestors of the survivors as a picture: a self-contained SVG, the same bytes for the same graph.
 *
 * @throws CaptureError if Graphviz cannot lay it out
 */
export async function renderSvg(graph: LeakGraph, caption: PictureCaption): Promise<string> {
  const picture = pictureOf(graph)
  return draw(picture, await runGraphviz(pictureDot(picture), 'json0'), graph, caption)
}

/**
 * The same bytes before it returns. The thread sleeps while Graphviz runs in another.
 *
 * @throws CaptureError if Graphviz cannot lay it out, or not in time
 */
export function renderSvgSync(graph: LeakGraph, caption: PictureCaption): string {
  const picture = pictureOf(graph)
  return draw(picture, runGraphvizSync(pictureDot(picture), 'json0'), graph, caption)
}

function draw(
  picture: Picture,
  layout: string,
  graph: LeakGraph,
  { testName, testFile = '', headline = headlineOf(graph), maker = 'fn()' }: PictureCaption,
): string {
  return drawPicture(picture, readLayout(layout, picture), { testName, testFile, headline, maker })
}
