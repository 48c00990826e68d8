import { isIdentifier } from '../heap/code-names.ts'
import type { Heap } from '../heap/heap.ts'
import { NO_NODE } from '../heap/node-index.ts'
import { collectionSize } from './collection-size.ts'
import { isSuspendable, labelOf, oddballText } from './labels.ts'
import { elementWords } from './page-nodes.ts'
import type { Scene } from './scene.ts'
import { beginningOfString } from './string-text.ts'

const MOST_PROPERTIES = 3
/** Characters of a preview, but for one property that is longer by itself. */
const LONGEST_PREVIEW = 40
const LONGEST_STRING = 16
const LONGEST_NAME = 24
/** Properties that are looked at: an object that serves as a table has many. */
const MOST_EDGES = 200

/** Properties by which Node's own classes keep their books. */
const BOOKKEEPING = new Set(
  '_events _eventsCount _maxListeners _idlePrev _idleNext _idleStart _onTimeout _timerArgs _destroyed'.split(
    ' ',
  ),
)
/** What V8 calls a symbol without a name, its prototype link, and the halves of an accessor. */
const PSEUDO_PROPERTY = /^(?:<symbol.*>|__proto__)$/

/**
 * What tells an object from others of its class: `{ id: 17, url: "…" }` for its own properties, at most three, plain values first;
 * `12 entries` for a collection; `<button id="save">` for an element of a page. Read from the snapshot: no getter, proxy or `toString`
 * runs. Strings are left out if they are to be (`scene.redact`), numbers and booleans never.
 *
 * @param label what the object is called where the preview stands
 * @returns undefined for functions, for objects of which the snapshot shows nothing and for an element that is called by its tag already
 */
export function previewOf(scene: Scene, node: number, label: string): string | undefined {
  const { heap, redact } = scene
  if (heap.typeName(node) !== 'object' || isSuspendable(heap, node)) return undefined
  const element = elementWords(scene, node)
  if (element !== undefined) return element.startsWith(label) ? undefined : element
  const size = collectionSize(heap, node)
  if (size !== undefined) return sizeWords(heap.name(node), size)
  const properties = ownProperties(heap, node, redact)
  const chosen = new Set(
    [...properties].sort((a, b) => Number(b.isPlain) - Number(a.isPlain)).slice(0, MOST_PROPERTIES),
  )
  return braced(
    properties.filter((property) => chosen.has(property)),
    properties.length,
  )
}

function sizeWords(className: string, size: number): string {
  const [one, many] = className === 'Map' ? ['entry', 'entries'] : ['element', 'elements']
  return `${size.toLocaleString('en-US')} ${size === 1 ? one : many}`
}

function braced(properties: readonly OwnProperty[], total: number): string | undefined {
  const words: string[] = []
  let length = '{  }'.length
  for (const { name, value } of properties) {
    const word = `${name}: ${value}`
    if (words.length > 0 && length + word.length + 2 > LONGEST_PREVIEW) break
    words.push(word)
    length += word.length + 2
  }
  if (words.length === 0) return undefined
  return `{ ${words.join(', ')}${words.length < total ? ', …' : ''} }`
}

interface OwnProperty {
  readonly name: string
  readonly value: string
  /** A number, a boolean or a string. */
  readonly isPlain: boolean
}

function ownProperties(heap: Heap, node: number, redact: boolean): OwnProperty[] {
  const { firstEdge } = heap.columns
  const property = heap.edgeTypeOf('property')
  const accessors = new Set<string>()
  const properties: OwnProperty[] = []
  const end = Math.min(firstEdge[node + 1], firstEdge[node] + MOST_EDGES)
  for (let edge = firstEdge[node]; edge < end; edge++) {
    if (heap.columns.edgeType[edge] !== property) continue
    const name = String(heap.edgeLabel(edge))
    const held = heap.edgeTo(edge)
    if (heap.name(held) === 'system / AccessorPair') accessors.add(name).add(`get ${name}`).add(`set ${name}`)
    if (accessors.has(name) || PSEUDO_PROPERTY.test(name) || BOOKKEEPING.has(name)) continue
    // what is no name in the code may be text of the user's, such as the keys of a table
    if (redact && !isIdentifier(name)) continue
    const value = valueWords(heap, held, redact)
    if (value === undefined) continue
    const shownName = isIdentifier(name) ? clipped(name, LONGEST_NAME) : quoted(name)
    properties.push({ name: shownName, ...value })
  }
  return properties
}

function valueWords(heap: Heap, node: number, redact: boolean): Omit<OwnProperty, 'name'> | undefined {
  const type = heap.typeName(node)
  if (type === 'number') return plain(numberText(heap, node))
  if (type === 'string' || type === 'concatenated string' || type === 'sliced string')
    return plain(stringWords(heap, node, redact))
  if (type === 'hidden') {
    const text = oddballText(heap, node)
    return text === undefined ? undefined : { value: text, isPlain: text === 'true' || text === 'false' }
  }
  const words = objectWords(heap, node, type)
  return words === undefined ? undefined : { value: words, isPlain: false }
}

function plain(value: string | undefined): Omit<OwnProperty, 'name'> | undefined {
  return value === undefined ? undefined : { value, isPlain: true }
}

/** Known if the snapshot was taken with numeric values. */
function numberText(heap: Heap, node: number): string | undefined {
  const text = heap.follow(node, 'value')
  return text === NO_NODE ? undefined : heap.name(text)
}

function objectWords(heap: Heap, node: number, type: string): string | undefined {
  if (type === 'closure') return clipped(labelOf(heap, node), LONGEST_NAME)
  if (type === 'symbol' || type === 'bigint') return type
  if (type === 'regexp') return 'RegExp'
  if (type !== 'object' || /^(?:system \/|\()/.test(heap.name(node))) return undefined
  const className = clipped(heap.name(node) || 'Object', LONGEST_NAME)
  const size = collectionSize(heap, node)
  if (size !== undefined) return `${className}(${size})`
  return className === 'Object' ? '{…}' : className
}

function stringWords(heap: Heap, node: number, redact: boolean): string {
  return redact ? '"…"' : quoted(beginningOfString(heap, node, LONGEST_STRING + 1))
}

function quoted(text: string): string {
  return JSON.stringify(clipped(text, LONGEST_STRING))
}

function clipped(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '')}…` : text
}
