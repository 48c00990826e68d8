import type { Heap } from '../../heap/heap.ts'
import { NO_NODE } from '../../heap/node-index.ts'
import { NO_ENTRY } from '../../heap/ephemerons.ts'
import { labelOf } from '../labels.ts'
import { pageNodeLabel } from '../page-nodes.ts'
import type { Path } from '../path.ts'
import type { Scene } from '../scene.ts'
import { variableOfTable } from '../scopes.ts'
import { stringText } from '../string-text.ts'
import type { Retainer } from './retainer.ts'
import { declaredIn } from './scope.ts'

/** A key or a value of a Map. */
export const mapEntry: Retainer = {
  name: 'Map entry',
  read(path, at, scene) {
    if (!isTable(path, at, 'Map')) return undefined
    const entry = mapSlot(path.heap, path.edges[at + 1])
    if (!entry) return { edges: 2, words: 'entry', keeps: true }
    if (entry.isKey) return { edges: 2, words: 'key', keeps: true }
    return { edges: 2, words: `value of ${keyWords(scene, entry.key)}`, keeps: true }
  },
}

/** An element of a Set. */
export const setElement: Retainer = {
  name: 'Set element',
  read(path, at) {
    return isTable(path, at, 'Set') ? { edges: 2, words: 'element', keeps: true } : undefined
  },
}

/** A WeakMap's value, alive because its key is. */
export const weakMapValue: Retainer = {
  name: 'WeakMap value',
  read(path, at, scene) {
    const entry = path.heap.ephemerons.entryOf(path.edges[at])
    if (entry === NO_ENTRY) return undefined
    const variable = variableOfTable(path.heap, path.heap.ephemerons.table[entry], (edge) =>
      scene.variableOf(edge),
    )
    return {
      edges: 1,
      words: `value in WeakMap${variable === undefined ? '' : ` \`${variable.name}\``}, for the key`,
      declaredAt: variable && declaredIn(scene, variable.scope, variable.name),
      keeps: true,
    }
  },
}

/** What an array's, Map's or Set's reference at `at` is. `text` is the index, or a string key that may be shown. */
export function elementAt(
  path: Path,
  at: number,
  scene: Scene,
): { edges: number; text?: string } | undefined {
  if (path.type(at) === 'element') return { edges: 1, text: String(path.label(at)) }
  if (isTable(path, at, 'Set')) return { edges: 2 }
  if (!isTable(path, at, 'Map')) return undefined
  const entry = mapSlot(path.heap, path.edges[at + 1])
  const isShown = entry && !entry.isKey && !scene.redact && entry.key !== NO_NODE
  const isString = isShown && /string/.test(path.heap.typeName(entry.key))
  return { edges: 2, text: isString ? stringText(path.heap, entry.key) : undefined }
}

function isTable(path: Path, at: number, className: string): boolean {
  return path.label(at) === 'table' && at + 1 < path.length && path.heap.name(path.from(at)) === className
}

const WORD = 8
/** Three numbers, then the buckets, then `key, value, chain` for each entry; twice as many entries as buckets. */
const TABLE_HEADER = 3
const ENTRY_SIZE = 3
const SLOTS_PER_BUCKET = 1 + 2 * ENTRY_SIZE

/** What the slot of a Map's table that an edge leaves is, and the node of its entry's key (NO_NODE for a small number). */
export function mapSlot(heap: Heap, edge: number): { isKey: boolean; key: number } | undefined {
  const table = heap.edgeFrom(edge)
  const slot = slotOf(heap, edge)
  const slots = heap.columns.shallowSize[table] / WORD - 2
  const buckets = (slots - TABLE_HEADER) / SLOTS_PER_BUCKET
  if (!Number.isInteger(buckets)) return undefined
  const firstEntry = TABLE_HEADER + buckets
  const place = (slot - firstEntry) % ENTRY_SIZE
  if (!(slot >= firstEntry && place <= 1)) return undefined
  return place === 0 ? { isKey: true, key: heap.edgeTo(edge) } : { isKey: false, key: keyBefore(heap, edge) }
}

/** V8 writes the slots of a table in their order: the key's edge is the one before. A search of the whole table would make many entries slow. */
function keyBefore(heap: Heap, edge: number): number {
  const wanted = slotOf(heap, edge) - 1
  const before = edge > heap.columns.firstEdge[heap.edgeFrom(edge)] ? slotOf(heap, edge - 1) : NaN
  if (before === wanted) return heap.edgeTo(edge - 1)
  return before < wanted ? NO_NODE : heap.follow(heap.edgeFrom(edge), String(wanted))
}

/** Slot numbers are edge names; `internal` edges have them as text. NaN for what is no slot. */
function slotOf(heap: Heap, edge: number): number {
  return Number(heap.edgeLabel(edge))
}

function keyWords(scene: Scene, key: number): string {
  const { heap, redact } = scene
  if (key === NO_NODE || heap.typeName(key) === 'number') return 'a number as key'
  if (!/string/.test(heap.typeName(key))) return `key ${pageNodeLabel(scene, key) ?? labelOf(heap, key)}`
  const text = redact ? undefined : stringText(heap, key)
  return text === undefined ? 'a string key' : `key ${JSON.stringify(text)}`
}
