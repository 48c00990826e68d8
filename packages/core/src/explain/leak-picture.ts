import { ObjectGraph } from '../graph/object-graph.ts'
import type { Births } from './births.ts'
import { isFrameworkObject, isFrameworkScript } from './framework.ts'
import { labelOf } from './labels.ts'
import type { LeakEdge, LeakGraph, LeakNode } from './leak-graph.ts'
import type { Place } from './leak-trace.ts'
import { previewOf } from './preview.ts'
import type { Beginnings, RunFacts } from './roots.ts'
import type { Scene } from './scene.ts'
import { shownPlace } from './shown-place.ts'
import { timerChainsIn } from './timer-chains.ts'
import type { Link } from './trace.ts'
import { definitionOf, readLinks } from './trace.ts'
import type { WayOptions } from './ways.ts'
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
  /** The edges of all cuts: some may be of no trace, as those to further listeners of one event. */
  readonly cut: ReadonlySet<number>
  readonly generations: number
  readonly run: RunFacts
}

/** No words of anybody's: an arrow alone says as much. */
const RECORDS = /^holds, by records/

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
  const timers = timerChainsIn(heap)

  const addNode = (node: number, holder?: Link['reading']) => {
    const known = nodes.get(node)
    if (!known || holder?.holder || holder?.place || holder?.suspendedAt)
      nodes.set(node, drawNode(input, node, survivors.has(node), holder))
  }
  const addLink = (link: Link, marks: { onTrace?: boolean; cut?: boolean }) => {
    addNode(link.from, link.reading)
    addNode(link.to)
    const key = `${link.from}>${link.to}>${link.reading.words}`
    if (edges.has(key)) return
    const { words, declaredAt } = link.reading
    const place = declaredAt && shownPlace(declaredAt, input.run.projectRoot)
    // on a trace the text says so
    const label = !marks.onTrace && RECORDS.test(words) ? '' : words
    edges.set(key, { label, place, from: String(link.from), to: String(link.to), ...marks })
  }

  for (const survivor of survivors) addNode(survivor)
  for (const { links, culprit } of input.traces)
    links.forEach((link, index) => addLink(link, { onTrace: true, cut: index === culprit }))

  const ways: WayOptions = { edgeCost: input.edgeCost, beginnings: input.beginnings, most: MOST_HOLDERS }
  // ancestors, a generation at a time; what a trace's words stand for is drawn already
  const drawn = new Map(
    input.traces.flatMap(({ links }) =>
      links.flatMap((link) =>
        link.between
          // of its list, not of the timer that it leads to
          .filter((part) => !timers.isPending(part))
          .map((store): [number, Link] => [store, link]),
      ),
    ),
  )
  // no timer by another that happens to wait for as long; by its list, if by nothing else
  const holdersOf = (node: number) => {
    const found = waysFromHolders(heap, node, ways).filter((way) => !way.some((edge) => timers.isLink(edge)))
    return found.length > 0 ? found : timers.to(node).map(({ edges: way }) => way)
  }
  let generation = [...survivors]
  const visited = new Set(generation)
  for (let depth = 0; depth < input.generations; depth++) {
    const next: number[] = []
    for (const node of generation)
      for (const way of holdersOf(node)) {
        if (nodes.size >= MOST_NODES) continue
        const ofTrace = drawn.get(heap.edgeFrom(way[0]))
        for (const link of ofTrace ? besides(input, ofTrace, way) : linksUpFrom(input, way, ways)) {
          addLink(link, link.edges.some((edge) => input.cut.has(edge)) ? { cut: true } : {})
          if (ofTrace || visited.has(link.from) || input.beginnings.has(link.from)) continue
          visited.add(link.from)
          // what holds the framework's own objects is its business
          if (!isFrameworkObject(input.scene, link.from)) next.push(link.from)
        }
      }
    generation = next
  }
  const drawnEdges = [...edges.values()]
  const framework = frameworkKeys(input, nodes, drawnEdges)
  const drawnNodes = Array.from(nodes.values(), (node) =>
    framework.has(node.key) ? { ...node, role: 'framework' as const } : node,
  )
  return ObjectGraph.of<LeakNode, LeakEdge>(drawnNodes, drawnEdges)
}

/** What a link of a trace holds beside what it leads to, in the same of its stores: another listener of the event. */
function besides({ scene }: PictureInput, link: Link, way: readonly number[]): Link[] {
  const { heap } = scene
  if (heap.edgeTo(way[way.length - 1]) === link.to) return []
  const store = link.edges.findIndex((edge) => heap.edgeFrom(edge) === heap.edgeFrom(way[0]))
  const links = readLinks(scene, [...link.edges.slice(0, store), ...way])
  // that the two halves of an element hold each other says nothing
  return links.length === 1 && links[0].to !== links[0].from ? links : []
}

/** Objects between a holder and what it holds: Node's for an emitter's listeners, the promise between its resolve function and who awaits it. */
const STORE_CLASSES = new Set(['Array', 'Listener', 'Map', 'Object', 'Promise'])
const MOST_STORES = 4

/**
 * The references of a way. Where it begins in an object that only stores for another, as an emitter's listeners are in two, and there
 * are words for both together, it begins with that other.
 */
function linksUpFrom({ scene, beginnings }: PictureInput, way: readonly number[], ways: WayOptions): Link[] {
  const { heap } = scene
  const joined: Link[] = []
  /** Whether there are words for all that holds the beginning of `path`. */
  const climb = (path: readonly number[], passed: readonly number[]): boolean => {
    const store = heap.edgeFrom(path[0])
    if (passed.length === MOST_STORES || beginnings.has(store) || !STORE_CLASSES.has(heap.name(store)))
      return false
    let all = true
    for (const above of waysFromHolders(heap, store, { ...ways, most: 3 })) {
      if (passed.includes(heap.edgeFrom(above[0]))) continue
      const longer = [...above, ...path]
      if (climb(longer, [...passed, store])) continue
      const links = readLinks(scene, longer)
      if (links.length === 1) joined.push(...links)
      else all = false
    }
    return all
  }
  const isWhole = climb(way, []) || heap.name(heap.edgeFrom(way[0])) === 'Listener'
  return isWhole && joined.length > 0 ? joined : [...joined, ...readLinks(scene, way)]
}

/** Classes whose instances are nobody's by themselves: they belong to whoever holds them. */
const PLAIN_CLASSES = new Set(['Array', 'Map', 'Object', 'Promise', 'Set', 'WeakMap'])

/** Keys of the test framework's own objects, and of the plain ones that nothing else here holds. */
function frameworkKeys(
  { scene }: PictureInput,
  nodes: ReadonlyMap<number, LeakNode & { key: string }>,
  edges: readonly DrawnEdge[],
): Set<string> {
  const framework = new Set<string>()
  const frameworkRoots = new Set<string>()
  const plain: string[] = []
  for (const [node, { key, label, role, className }] of nodes) {
    if (role === 'root' && isFrameworkScript(label.replace(/^module /, ''))) frameworkRoots.add(key)
    if (role !== 'object') continue
    if (isFrameworkObject(scene, node)) framework.add(key)
    else if (PLAIN_CLASSES.has(className)) plain.push(key)
  }
  const holders = new Map<string, string[]>()
  for (const { from, to } of edges) {
    const known = holders.get(to)
    if (known) known.push(from)
    else holders.set(to, [from])
  }
  // what they hold in turn, as often as there is more to find
  for (let before = -1; before < framework.size;) {
    before = framework.size
    for (const key of plain)
      if (holders.get(key)?.every((by) => by === key || framework.has(by) || frameworkRoots.has(by)))
        framework.add(key)
  }
  return framework
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
  const placeWords = (place: Place | undefined) => place && shownPlace(place, run.projectRoot)
  if (beginning && !isSurvivor) {
    const { label, place } = beginning.describe()
    return { key, label, className: '', role: 'root', place: placeWords(place) }
  }
  // a list of the engine's, of which the words say what it stands for
  if (heap.typeName(node) === 'synthetic' && holder?.holder !== undefined)
    return { key, label: holder.holder, className: '', role: 'root' }
  const waiting = placeWords(holder?.suspendedAt)
  const places = [
    placeWords(holder?.place ?? definitionOf(scene, node)),
    waiting && `suspended at ${waiting}`,
  ]
  const label = holder?.holder ?? labelOf(heap, node)
  return {
    key,
    label,
    className: heap.name(node),
    role: isSurvivor ? 'survivor' : 'object',
    origin: births.originOf(node),
    nodeId: heap.id(node),
    shallowSize: heap.columns.shallowSize[node],
    place: places.filter(Boolean).join(', ') || undefined,
    preview: previewOf(scene, node, label),
  }
}
