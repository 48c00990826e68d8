import type { LeakGraph } from '../explain/leak-graph.ts'
import { generalLabel, summaryLabel, summaryPreview } from './edge-labels.ts'
import type { Picture, PictureArrow, PictureBox } from './picture.ts'

/** How many references around an object others must look alike to be equal to it: few, so that a long list folds in its middle. */
const ROUNDS = 3

interface Reference {
  readonly from: number
  readonly to: number
  readonly label: string
  readonly generalLabel: string
  readonly place: string | undefined
  readonly cut: boolean
  readonly onTrace: boolean
}

/**
 * Every box and arrow of a leak graph, equal ones folded into one: the same words, the same references to them and from them, but
 * for indices and keys, as far as `ROUNDS` references away. Boxes come by their distance from the roots, then by their words.
 *
 * Source: colour refinement (Weisfeiler & Leman 1968); colours are ranks of sorted texts, hence the same for any order of the input.
 */
export function foldEqual(graph: LeakGraph): Picture {
  const nodes = [...graph]
  const indexByKey = new Map(nodes.map(({ key }, index) => [key, index]))
  const references = graph
    .edges()
    .map(({ from, to, label, place, cut = false, onTrace = false }): Reference => ({
      from: indexByKey.get(from)!,
      to: indexByKey.get(to)!,
      label,
      generalLabel: generalLabel(label),
      place,
      cut,
      onTrace,
    }))

  const colours = coloursOf(
    nodes.map(({ role, className, label, place, origin }) =>
      JSON.stringify([role, className, label, place, origin]),
    ),
    references,
  )
  const positions = positionsOf(
    colours,
    nodes.map(({ role }) => role === 'root'),
    references,
  )

  const boxes: PictureBox[] = []
  const previews: (string | undefined)[][] = []
  nodes.forEach(
    (
      {
        label,
        className,
        role,
        place,
        preview,
        origin,
        shallowSize,
        retainedSize,
        count = 1,
        moreParents = 0,
      },
      node,
    ) => {
      ;(previews[positions[node]!] ??= []).push(preview)
      const same = boxes[positions[node]!]
      boxes[positions[node]!] = {
        label,
        className,
        role,
        place,
        origin,
        count: count + (same?.count ?? 0),
        moreParents: moreParents + (same?.moreParents ?? 0),
        // a sum is known only if all of its parts are
        shallowSize: same && same.shallowSize === undefined ? undefined : sum(shallowSize, same?.shallowSize),
        // of several it is no sum: what two hold together counts for neither
        retainedSize: same ? undefined : retainedSize,
      }
    },
  )
  return {
    boxes: boxes.map((box, position) => ({ ...box, preview: summaryPreview(previews[position]!) })),
    arrows: foldArrows(references, positions),
    leftOut: 0,
  }
}

function sum(size: number | undefined, others = 0): number | undefined {
  return size === undefined ? undefined : size + others
}

/** index: node; value: a number that nodes share when they and what surrounds them look alike, by the order of `texts` first */
function coloursOf(texts: readonly string[], references: readonly Reference[]): number[] {
  const colours = refineColours(texts, references)
  const cutWithin = references.filter(
    ({ cut, from, to }) => cut && from !== to && colours[from] === colours[to],
  )
  if (cutWithin.length === 0) return colours
  // a cut between equal objects is not to end up inside of one box
  const holders = new Set(cutWithin.map(({ from }) => from))
  const held = new Set(cutWithin.map(({ to }) => to))
  return refineColours(
    texts.map((text, node) => `${text} ${holders.has(node)} ${held.has(node)}`),
    references,
  )
}

function refineColours(texts: readonly string[], references: readonly Reference[]): number[] {
  let colours = ranksOf(texts)
  let colourCount = new Set(colours).size
  for (let round = 0; round < ROUNDS; round++) {
    const around: string[][] = colours.map(() => [])
    for (const { from, to, generalLabel } of references) {
      around[from]!.push(`to ${sortable(colours[to]!)} ${generalLabel}`)
      around[to]!.push(`by ${sortable(colours[from]!)} ${generalLabel}`)
    }
    colours = ranksOf(
      colours.map((colour, node) => [sortable(colour), ...around[node]!.sort()].join('\u0000')),
    )
    const before = colourCount
    colourCount = new Set(colours).size
    if (colourCount === before) break
  }
  return colours
}

/** index: as in `texts`; value: how many different texts sort before this one */
function ranksOf(texts: readonly string[]): number[] {
  const rankByText = new Map([...new Set(texts)].sort().map((text, rank) => [text, rank]))
  return texts.map((text) => rankByText.get(text)!)
}

function sortable(colour: number): string {
  return String(colour).padStart(9, '0')
}

/** index: node; value: the place of its box, by distance from the tops, then by colour */
function positionsOf(
  colours: readonly number[],
  isRoot: readonly boolean[],
  references: readonly Reference[],
): number[] {
  const children: number[][] = colours.map(() => [])
  const hasParent = colours.map(() => false)
  for (const { from, to } of references) {
    children[from]!.push(to)
    if (from !== to) hasParent[to] = true
  }

  // breadth first; a node that nothing holds here is a top too
  const depths = colours.map(() => Infinity)
  const queue = colours.flatMap((_, node) => (isRoot[node] || !hasParent[node] ? [node] : []))
  for (const node of queue) depths[node] = 0
  for (const node of queue) {
    for (const child of children[node]!) {
      if (depths[child] !== Infinity) continue
      depths[child] = depths[node]! + 1
      queue.push(child)
    }
  }

  const depthByColour = new Map<number, number>()
  colours.forEach((colour, node) => {
    depthByColour.set(colour, Math.min(depths[node]!, depthByColour.get(colour) ?? Infinity))
  })
  const order = [...depthByColour].sort(([a, depthOfA], [b, depthOfB]) =>
    depthOfA === depthOfB ? a - b : depthOfA - depthOfB,
  )
  const positionByColour = new Map(order.map(([colour], position) => [colour, position]))
  return colours.map((colour) => positionByColour.get(colour)!)
}

/** References between two boxes become one arrow, but those that are cut stay apart from those that are not. */
function foldArrows(references: readonly Reference[], positions: readonly number[]): PictureArrow[] {
  const byArrow = new Map<string, Reference[]>()
  const cuts = new Set(references.filter(({ cut }) => cut).map((reference) => nameOf(reference, positions)))
  for (const reference of references) {
    const isCut = cuts.has(nameOf(reference, positions))
    const arrow = `${sortable(positions[reference.from]!)} ${sortable(positions[reference.to]!)} ${isCut ? 'cut' : 'kept'}`
    const together = byArrow.get(arrow)
    if (together) together.push(reference)
    else byArrow.set(arrow, [reference])
  }
  return [...byArrow]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, together]) => ({
      from: positions[together[0]!.from]!,
      to: positions[together[0]!.to]!,
      labels: labelsOf(together),
      place: onlyOne(together.map(({ place }) => place)),
      cut: together.some(({ cut }) => cut),
      onTrace: together.some(({ onTrace }) => onTrace),
      leftOut: 0,
    }))
}

function onlyOne<T>(values: readonly T[]): T | undefined {
  return new Set(values).size === 1 ? values[0] : undefined
}

/** What equal references share. */
function nameOf({ from, to, generalLabel }: Reference, positions: readonly number[]): string {
  return `${positions[from]} ${positions[to]} ${generalLabel}`
}

function labelsOf(references: readonly Reference[]): string[] {
  const byGeneralLabel = new Map<string, string[]>()
  for (const { label, generalLabel } of references) {
    const same = byGeneralLabel.get(generalLabel)
    if (same) same.push(label)
    else byGeneralLabel.set(generalLabel, [label])
  }
  return [...byGeneralLabel].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, labels]) => summaryLabel(labels))
}
