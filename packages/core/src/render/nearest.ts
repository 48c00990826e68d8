import type { Picture, PictureArrow, PictureBox } from './picture.ts'

/** Holders of one object that are shown besides those on a trace; a row of more is wider than a screen. */
const MAX_HOLDERS = 5
/** The same for an object that is on no trace itself. */
const MAX_HOLDERS_ASIDE = 2
/** Boxes that follow one another on a trace with nothing else beside them; of more than these only the ends are shown. */
const LONGEST_CHAIN = 6
const CHAIN_ENDS = 2
/** Survivors that are shown besides those on a trace. */
const MAX_SURVIVORS_ASIDE = 8

/**
 * The picture with at most `maxBoxes` boxes: what lies on the traces, some survivors, and then whatever holds those, nearest first.
 * Of a long chain the middle is left out. What is left out is counted, on the boxes it held and in all; a trace that had to lose its middle gets an arrow through it.
 */
export function keepNearest(picture: Picture, maxBoxes: number): Picture {
  const kept = chooseBoxes(picture, maxBoxes).sort((a, b) => a - b)
  if (kept.length === picture.boxes.length) return picture
  const positionByBox = new Map(kept.map((box, position) => [box, position]))

  /** index: box; value: objects that hold it and are not shown */
  const missingHolders = picture.boxes.map(() => 0)
  const arrows: PictureArrow[] = []
  for (const arrow of picture.arrows) {
    const from = positionByBox.get(arrow.from)
    const to = positionByBox.get(arrow.to)
    if (from !== undefined && to !== undefined) arrows.push({ ...arrow, from, to })
    else missingHolders[arrow.to]! += picture.boxes[arrow.from]!.count
  }
  for (const bridge of bridgesBetween(picture, new Set(kept))) {
    missingHolders[bridge.to] = 0
    arrows.push({ ...bridge, from: positionByBox.get(bridge.from)!, to: positionByBox.get(bridge.to)! })
  }

  const boxes = kept.map((box): PictureBox => {
    const { moreParents, ...rest } = picture.boxes[box]!
    return { ...rest, moreParents: moreParents + missingHolders[box]! }
  })
  return { boxes, arrows, leftOut: objectsIn(picture.boxes) - objectsIn(boxes) }
}

function objectsIn(boxes: readonly PictureBox[]): number {
  return boxes.reduce((objects, { count }) => objects + count, 0)
}

/** The most telling boxes, by their indices. */
function chooseBoxes({ boxes, arrows }: Picture, maxBoxes: number): number[] {
  const survivors = boxes.flatMap(({ role }, box) => (role === 'survivor' ? [box] : []))
  const cutEnds = arrows.filter(({ cut }) => cut).flatMap(({ from, to }) => [from, to])
  const onTraces = new Set(arrows.filter(({ onTrace }) => onTrace).flatMap(({ from, to }) => [from, to]))
  const ends = [...onTraces].filter((box) => boxes[box]!.role === 'root' || boxes[box]!.role === 'survivor')

  const explained = survivors.filter((box) => onTraces.has(box))
  const unexplained = survivors.filter((box) => !onTraces.has(box)).slice(0, MAX_SURVIVORS_ASIDE)
  const nearest = nearestHolders([...explained, ...unexplained], parentsOf(boxes.length, arrows), onTraces)

  const others = survivors.length === 0 ? boxes.keys() : []
  const wanted = [...cutEnds, ...ends, ...nearest.filter((box) => onTraces.has(box)), ...nearest, ...others]
  const dull = middlesOfChains({ boxes, arrows })
  return [...new Set(wanted)].filter((box) => !dull.has(box)).slice(0, maxBoxes)
}

/** What a trace runs straight through for longer than anybody reads: all but the ends of it. */
function middlesOfChains({ boxes, arrows }: Pick<Picture, 'boxes' | 'arrows'>): Set<number> {
  const into = boxes.map((): PictureArrow[] => [])
  const outOf = boxes.map((): PictureArrow[] => [])
  for (const arrow of arrows) {
    into[arrow.to]!.push(arrow)
    outOf[arrow.from]!.push(arrow)
  }
  const isLink = (box: number) => {
    const around = [...into[box]!, ...outOf[box]!]
    return (
      boxes[box]!.role === 'object' &&
      into[box]!.length === 1 &&
      outOf[box]!.length === 1 &&
      around.every(({ from, to, onTrace, cut }) => onTrace && !cut && from !== to)
    )
  }
  const middles = new Set<number>()
  for (let first = 0; first < boxes.length; first++) {
    if (!isLink(first) || isLink(into[first]![0]!.from)) continue
    const chain = [first]
    for (let next = outOf[first]![0]!.to; isLink(next); next = outOf[next]![0]!.to) chain.push(next)
    if (chain.length <= LONGEST_CHAIN) continue
    for (const box of chain.slice(CHAIN_ENDS, -CHAIN_ENDS)) middles.add(box)
  }
  return middles
}

/** index: box; value: boxes that hold it, in order */
function parentsOf(boxCount: number, arrows: readonly PictureArrow[]): number[][] {
  const parents: number[][] = Array.from({ length: boxCount }, () => [])
  for (const { from, to } of arrows) parents[to]!.push(from)
  return parents
}

/** The boxes themselves and what holds them, breadth first. */
function nearestHolders(
  start: readonly number[],
  parents: readonly (readonly number[])[],
  onTraces: ReadonlySet<number>,
): number[] {
  const reached = new Set(start)
  for (const box of reached) {
    const others = parents[box]!.filter((parent) => !onTraces.has(parent))
    const room = onTraces.has(box) ? MAX_HOLDERS : MAX_HOLDERS_ASIDE
    for (const parent of [
      ...parents[box]!.filter((holder) => onTraces.has(holder)),
      ...others.slice(0, room),
    ])
      reached.add(parent)
  }
  return [...reached]
}

/** Arrows of traces through boxes left out, from the nearest box kept. Ends are boxes of the whole picture. */
function bridgesBetween({ boxes, arrows }: Picture, kept: ReadonlySet<number>): PictureArrow[] {
  const traceArrows = arrows.filter(({ onTrace }) => onTrace)
  const parents = parentsOf(boxes.length, traceArrows)
  const bridges: PictureArrow[] = []
  for (const to of kept) {
    if (parents[to]!.length === 0 || parents[to]!.some((parent) => kept.has(parent))) continue
    const below = new Map<number, number>()
    const queue = [to]
    for (const box of queue) {
      for (const parent of parents[box]!) {
        if (below.has(parent)) continue
        below.set(parent, box)
        queue.push(parent)
      }
    }
    const from = queue.find((box) => box !== to && kept.has(box))
    if (from === undefined) continue
    let leftOut = 0
    for (let box = below.get(from)!; box !== to; box = below.get(box)!) leftOut += boxes[box]!.count
    bridges.push({ from, to, labels: [], cut: false, onTrace: true, leftOut })
  }
  return bridges
}
