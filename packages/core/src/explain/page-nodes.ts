import type { Heap } from '../heap/heap.ts'
import { NO_NODE } from '../heap/node-index.ts'
import type { Scene } from './scene.ts'

/** What jsdom and happy-dom keep the tree of a page by: jsdom's own links, those of its package symbol-tree before. */
const LINKS = ['_links', '<symbol DOM SymbolTree>']

/** Attributes by which people know an element, in the order in which they are written. */
const TELLING_ATTRIBUTES = ['id', 'class', 'name', 'type']

/** Longer values say less than they take. */
const LONGEST_VALUE = 40

/**
 * Words for the window, the document or a node of a page that jsdom or happy-dom made, as people write it: `<button>`, with its
 * attributes where strings may be shown; undefined for all other objects.
 */
export function pageNodeLabel({ heap, redact }: Scene, node: number): string | undefined {
  const page = pageNodeOf(heap, node)
  if (page?.tag === undefined) return page?.words
  return `<${page.tag}${redact ? '' : attributeWords(page.attributes())}>`
}

/** What tells an element from others of its class, `<button id="save">, detached from the document`; undefined for all other objects. */
export function elementWords(scene: Scene, node: number): string | undefined {
  const words = pageNodeOf(scene.heap, node)?.tag === undefined ? undefined : pageNodeLabel(scene, node)
  return words === undefined ? undefined : standing(scene.heap, node, words)
}

/** An element's words, and that it is detached if it is. */
export function standing(heap: Heap, node: number, words: string): string {
  return isDetached(heap, node) ? `${words}, detached from the document` : words
}

/** Whether `node` is an element that stands in no document. */
export function isDetached(heap: Heap, node: number): boolean {
  let at = pageNodeOf(heap, node)
  if (at?.tag === undefined) return false
  while (at !== undefined) {
    if (at.isDocument) return false
    const parent: number = at.parent()
    at = parent === NO_NODE ? undefined : pageNodeOf(heap, parent)
  }
  return true
}

/** Whether `node` is, in either half of jsdom or in happy-dom, a window or a node of a page. */
export function isPageNode(heap: Heap, node: number): boolean {
  return pageNodeOf(heap, node) !== undefined
}

/** The half of a jsdom object that the page sees; NO_NODE where `inside` is no such object. */
export function jsdomOutside(heap: Heap, inside: number): number {
  return heap.follow(inside, '<symbol wrapper>')
}

/** jsdom keeps what a page's object is made of in another that only it sees; NO_NODE where `node` has no such half. */
export function jsdomInside(heap: Heap, node: number): number {
  const inside = heap.follow(node, '#impl')
  return inside === NO_NODE ? heap.follow(node, '<symbol impl>') : inside
}

/** The record of a node's neighbours in jsdom; NO_NODE where it never had any. */
function jsdomLinks(heap: Heap, inside: number): number {
  for (const label of LINKS) {
    const links = heap.follow(inside, label)
    if (links !== NO_NODE) return links
  }
  return NO_NODE
}

/** Whether an edge leads from a node of a page to the record of its neighbours. */
export function isLinksLabel(label: string | number | undefined): boolean {
  return LINKS.includes(String(label))
}

/** Position of a node of jsdom among the children of its parent, from 0. */
export function jsdomChildIndex(heap: Heap, inside: number): number {
  let index = 0
  for (let at = inside; ; index++) {
    const links = jsdomLinks(heap, at)
    const before = links === NO_NODE ? NO_NODE : heap.follow(links, 'previousSibling')
    // `null` is a node, too
    if (before === NO_NODE || heap.typeName(before) !== 'object') return index
    at = before
  }
}

interface PageNode {
  /** For all but elements. */
  readonly words: string
  /** For elements. */
  readonly tag?: string
  attributes(): ReadonlyMap<string, string>
  /** What it stands in; NO_NODE at the top. */
  parent(): number
  readonly isDocument: boolean
}

const NO_ATTRIBUTES: ReadonlyMap<string, string> = new Map()

function pageNodeOf(heap: Heap, node: number): PageNode | undefined {
  if (heap.typeName(node) !== 'object') return undefined
  const inside = jsdomInside(heap, node)
  return (
    jsdomNode(heap, inside === NO_NODE ? node : inside) ?? happyDomNode(heap, node) ?? windowOf(heap, node)
  )
}

const JSDOM_WORDS: Readonly<Record<string, string>> = {
  AttrImpl: 'attribute',
  DocumentImpl: 'document',
  DocumentFragmentImpl: 'document fragment',
  ShadowRootImpl: 'shadow root',
  TextImpl: 'text node',
  CommentImpl: 'comment node',
}

function jsdomNode(heap: Heap, inside: number): PageNode | undefined {
  const name = heap.name(inside)
  if (!name.endsWith('Impl') || heap.follow(inside, '_ownerDocument') === NO_NODE) return undefined
  const words = JSDOM_WORDS[name]
  // an attribute has a local name, too
  const tag = words === undefined ? heap.follow(inside, '_localName') : NO_NODE
  if (tag === NO_NODE && words === undefined) return undefined
  return {
    words: words ?? '',
    tag: tag === NO_NODE ? undefined : heap.name(tag),
    attributes: () => jsdomAttributes(heap, inside),
    parent() {
      const links = jsdomLinks(heap, inside)
      const parent = links === NO_NODE ? NO_NODE : heap.follow(links, 'parent')
      return parent === NO_NODE || heap.typeName(parent) !== 'object' ? heap.follow(inside, '_host') : parent
    },
    isDocument: name === 'DocumentImpl',
  }
}

function jsdomAttributes(heap: Heap, inside: number): ReadonlyMap<string, string> {
  const list = heap.follow(inside, '_attributeList')
  return list === NO_NODE
    ? NO_ATTRIBUTES
    : attributesAmong(heap, elementsOf(heap, list), '_localName', '_value')
}

function happyDomNode(heap: Heap, node: number): PageNode | undefined {
  if (heap.follow(node, '<symbol nodeArray>') === NO_NODE) return undefined
  const tag = [heap.follow(node, '<symbol localName>'), heap.follow(node, '<symbol tagName>')].find(
    (found) => found !== NO_NODE,
  )
  const name = heap.name(node)
  const isDocument = /Document$/.test(name)
  return {
    words: isDocument ? 'document' : /^Text$/.test(name) ? 'text node' : name,
    tag: tag === undefined ? undefined : heap.name(tag).toLowerCase(),
    attributes: () => happyDomAttributes(heap, node),
    parent() {
      const parent = heap.follow(node, '<symbol parentNode>')
      return parent === NO_NODE || heap.typeName(parent) !== 'object'
        ? heap.follow(node, '<symbol host>')
        : parent
    },
    isDocument,
  }
}

function happyDomAttributes(heap: Heap, node: number): ReadonlyMap<string, string> {
  const map = heap.follow(node, '<symbol attributes>')
  const items = map === NO_NODE ? NO_NODE : heap.follow(map, '<symbol items>')
  const table = items === NO_NODE ? NO_NODE : heap.follow(items, 'table')
  if (table === NO_NODE) return NO_ATTRIBUTES
  return attributesAmong(heap, targetsOf(heap, table), '<symbol name>', '<symbol value>')
}

function windowOf(heap: Heap, node: number): PageNode | undefined {
  const isWindow =
    /Window$/.test(heap.name(node)) &&
    ['_document', '<symbol asyncTaskManager>', 'document'].some(
      (label) => heap.follow(node, label) !== NO_NODE,
    )
  if (!isWindow) return undefined
  return { words: 'window', attributes: () => NO_ATTRIBUTES, parent: () => NO_NODE, isDocument: false }
}

function attributesAmong(
  heap: Heap,
  nodes: Iterable<number>,
  nameLabel: string,
  valueLabel: string,
): ReadonlyMap<string, string> {
  const attributes = new Map<string, string>()
  for (const node of nodes) {
    const name = heap.follow(node, nameLabel)
    const value = heap.follow(node, valueLabel)
    if (name !== NO_NODE && value !== NO_NODE) attributes.set(heap.name(name), heap.name(value))
  }
  return attributes
}

function attributeWords(attributes: ReadonlyMap<string, string>): string {
  return TELLING_ATTRIBUTES.filter((name) => (attributes.get(name) ?? '') !== '')
    .map((name) => ` ${name}=${JSON.stringify(shortened(attributes.get(name) ?? ''))}`)
    .join('')
}

function shortened(value: string): string {
  return value.length > LONGEST_VALUE ? `${value.slice(0, LONGEST_VALUE)}…` : value
}

function* elementsOf(heap: Heap, array: number): Generator<number> {
  const { firstEdge } = heap.columns
  for (let edge = firstEdge[array]; edge < firstEdge[array + 1]; edge++)
    if (heap.edgeTypeName(edge) === 'element') yield heap.edgeTo(edge)
}

function* targetsOf(heap: Heap, node: number): Generator<number> {
  const { firstEdge } = heap.columns
  for (let edge = firstEdge[node]; edge < firstEdge[node + 1]; edge++) yield heap.edgeTo(edge)
}
