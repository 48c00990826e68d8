import type { Picture } from './picture.ts'

/** A point in pixels, y downwards. */
export interface Point {
  readonly x: number
  readonly y: number
}

/** Where Graphviz put what. */
export interface Layout {
  readonly width: number
  readonly height: number
  /** index: box; value: its centre */
  readonly boxes: readonly Point[]
  /** index: arrow */
  readonly arrows: readonly ArrowLayout[]
}

/** The way of an arrow. */
export interface ArrowLayout {
  /** A start, then three points for each Bézier curve. */
  readonly curve: readonly Point[]
  /** Where its head ends; the curve ends where it begins. */
  readonly tip: Point
  /** Centre of the words. */
  readonly label?: Point
}

interface GraphvizJson {
  readonly bb: string
  readonly objects?: readonly { readonly name: string; readonly pos?: string }[]
  readonly edges?: readonly { readonly id?: string; readonly pos: string; readonly lp?: string }[]
}

/** Reads what Graphviz answers in its format `json0`. Its y goes upwards and its names are those of `pictureDot`. */
export function readLayout(json: string, picture: Picture): Layout {
  const { bb, objects = [], edges = [] } = JSON.parse(json) as GraphvizJson
  const [, , width, height] = bb.split(',').map(Number)
  const pointOf = (text: string): Point => {
    const [x, y] = text.split(',').map(Number)
    return { x: x!, y: height! - y! }
  }
  const boxByName = new Map(objects.map(({ name, pos }) => [name, pos]))
  const edgeById = new Map(edges.map((edge) => [edge.id, edge]))
  return {
    width: width!,
    height: height!,
    boxes: picture.boxes.map((_, index) => pointOf(boxByName.get(`b${index}`)!)),
    arrows: picture.arrows.map((_, index) => {
      const { pos, lp } = edgeById.get(`a${index}`)!
      // "e,tip start point point point …"
      const [tip, ...curve] = pos.replace('e,', '').split(' ').map(pointOf)
      return { curve, tip: tip!, label: lp === undefined ? undefined : pointOf(lp) }
    }),
  }
}
