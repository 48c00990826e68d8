import type { Births } from './births.ts'
import { isSuspendable, labelOf } from './labels.ts'
import type { LeakTrace, Place, TraceRoot } from './leak-trace.ts'
import { Path } from './path.ts'
import { previewOf } from './preview.ts'
import { readAt } from './retainers/registry.ts'
import type { Reading } from './retainers/retainer.ts'
import type { Scene } from './scene.ts'

/** One reference of a trace: what was read, and between which nodes. */
export interface Link {
  readonly reading: Reading
  /** The holder. */
  readonly from: number
  /** What it holds. */
  readonly to: number
  /** The nodes between, which the words stand for too. */
  readonly between: readonly number[]
  /** The edges that were read, the last of which enters `to`. */
  readonly edges: readonly number[]
}

/** The references of a path, in words. */
export function readLinks(scene: Scene, edges: readonly number[]): Link[] {
  const path = new Path(scene.heap, edges)
  const links: Link[] = []
  for (let at = 0; at < path.length;) {
    const reading = readAt(path, at, scene)
    const last = Math.min(at + reading.edges, path.length) - 1
    const edges = path.edges.slice(at, last + 1)
    const between = edges.slice(0, -1).map((edge) => scene.heap.edgeTo(edge))
    links.push({ reading, from: path.from(at), to: path.to(last), between, edges })
    at = last + 1
  }
  return joinArrays(scene, links)
}

/** `.waiters` then `[0]` is one reference, `.waiters[0]`: nobody thinks of the array between. */
function joinArrays(scene: Scene, links: readonly Link[]): Link[] {
  const joined: Link[] = []
  for (const link of links) {
    const before = joined.at(-1)
    const throughArray =
      before &&
      /^(static )?\./.test(before.reading.words) &&
      /^\[\d+\]$/.test(link.reading.words) &&
      scene.heap.name(link.from) === 'Array'
    if (!throughArray) {
      joined.push(link)
      continue
    }
    const reading = {
      ...before.reading,
      edges: before.reading.edges + link.reading.edges,
      words: before.reading.words + link.reading.words,
    }
    const between = [...before.between, link.from, ...link.between]
    const edges = [...before.edges, ...link.edges]
    joined[joined.length - 1] = { reading, from: before.from, to: link.to, between, edges }
  }
  return joined
}

/** The trace of these references; `culprit` is the one to suspect. */
export function traceOf(
  scene: Scene,
  births: Births,
  root: TraceRoot,
  links: readonly Link[],
  culprit: number,
): LeakTrace {
  return {
    root,
    steps: links.map(({ reading, to }, index) => {
      const holding = links[index + 1]?.reading
      const label = holding?.holder ?? labelOf(scene.heap, to)
      return {
        node: to,
        nodeId: scene.heap.id(to),
        edge: reading.words,
        edgePlace: reading.declaredAt,
        note: reading.note,
        label,
        place: holding?.place ?? definitionOf(scene, to),
        suspendedAt: holding?.suspendedAt,
        origin: births.originOf(to),
        preview: previewOf(scene, to, label),
        status: index < culprit ? 'expected' : index === culprit ? 'suspect' : 'leaking',
        collapsed: reading.edges - 1,
      }
    }),
  }
}

/** Where the code of a function stands. What V8 knows of other objects is where their class does, which only their class should say. */
export function definitionOf(scene: Scene, node: number): Place | undefined {
  if (isSuspendable(scene.heap, node)) return scene.placeOf(scene.heap.follow(node, 'function'))
  const bound = scene.heap.follow(node, 'bound_function')
  if (bound >= 0) return scene.placeOf(bound)
  return scene.heap.typeName(node) === 'closure' ? scene.placeOf(node) : undefined
}
