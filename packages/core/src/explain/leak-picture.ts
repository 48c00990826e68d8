import { ObjectGraph } from '../graph/object-graph.ts'
import type { Births } from './births.ts'
import { labelOf } from './labels.ts'
import type { LeakEdge, LeakGraph, LeakNode } from './leak-graph.ts'
import type { Beginnings, RunFacts } from './roots.ts'
import type { Scene } from './scene.ts'
import { shownPlace } from './shown-place.ts'
import type { Link } from './trace.ts'
import { definitionOf, readLinks } from './trace.ts'
import { waysFromHolders } from './ways.ts'

/** Holders of one object that the picture shows. */
const MOST_HOLDERS = 6
/** Objects that the graph holds; the picture shows the nearest of them. */
const MOST_NODES = 400

/** What the picture is drawn from. */
export interface PictureInput {
  readonly scene: Scene
  readonly births: Births
  readonly edgeCost: (edge: number) => number
  readonly beginnings: Beginnings
  readonly survivors: readonly number[]
  readonly traces: readonly { readonly links: readonly Link[]; readonly culprit: number }[]
  readonly generations: number
  readonly run: RunFacts
}

interface DrawnEdge extends LeakEdge {
  readonly from: string
  readonly to: string
}

/** The traces, and the ancestors of the survivors up to some generations, as a graph of what people have words for. */
export function pictureOf(input: PictureInput): LeakGraph {
  const { heap } = input.scene
  const nodes = new Map<number, LeakNode & { key: string }>()
  const edges = new Map<string, DrawnEdge>()
  const survivors = new Set(input.survivors)

  const addNode = (node: number, holder?: Link['reading']) => {
    const known = nodes.get(node)
    if (!known || holder?.holder) nodes.set(node, drawNode(input, node, survivors.has(node), holder))
  }
  const addLink = (link: Link, marks: { onTrace?: boolean; cut?: boolean }) => {
    addNode(link.from, link.reading)
    addNode(link.to)
    const key = `${link.from}>${link.to}>${link.reading.words}`
    if (!edges.has(key))
      edges.set(key, { label: link.reading.words, from: String(link.from), to: String(link.to), ...marks })
  }

  for (const survivor of survivors) addNode(survivor)
  for (const { links, culprit } of input.traces)
    links.forEach((link, index) => addLink(link, { onTrace: true, cut: index === culprit }))

  const ways = { edgeCost: input.edgeCost, beginnings: input.beginnings, most: MOST_HOLDERS }
  // ancestors, a generation at a time; what a trace's words stand for is drawn already
  const drawn = new Set(input.traces.flatMap(({ links }) => links.flatMap(({ between }) => between)))
  let generation = [...survivors]
  const visited = new Set(generation)
  for (let depth = 0; depth < input.generations; depth++) {
    const next: number[] = []
    for (const node of generation)
      for (const way of waysFromHolders(heap, node, ways)) {
        if (nodes.size >= MOST_NODES || drawn.has(heap.edgeFrom(way[0]))) continue
        for (const link of readLinks(input.scene, way)) {
          addLink(link, {})
          if (!visited.has(link.from) && !input.beginnings.has(link.from)) {
            visited.add(link.from)
            next.push(link.from)
          }
        }
      }
    generation = next
  }
  return ObjectGraph.of<LeakNode, LeakEdge>(nodes.values(), edges.values())
}

function drawNode(
  { scene, births, beginnings, run }: PictureInput,
  node: number,
  isSurvivor: boolean,
  holder: Link['reading'] | undefined,
): LeakNode & { key: string } {
  const { heap } = scene
  const key = String(node)
  const beginning = beginnings.get(node)
  if (beginning && !isSurvivor) {
    const { label, place } = beginning.describe()
    return { key, label, className: '', role: 'root', place: place && shownPlace(place, run.projectRoot) }
  }
  const place = holder?.place ?? definitionOf(scene, node)
  return {
    key,
    label: holder?.holder ?? labelOf(heap, node),
    className: heap.name(node),
    role: isSurvivor ? 'survivor' : 'object',
    origin: births.originOf(node),
    nodeId: heap.id(node),
    shallowSize: heap.columns.shallowSize[node],
    place: place && shownPlace(place, run.projectRoot),
  }
}
