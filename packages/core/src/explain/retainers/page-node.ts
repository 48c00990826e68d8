import type { Heap } from '../../heap/heap.ts'
import { NO_NODE } from '../../heap/node-index.ts'
import { labelOf } from '../labels.ts'
import {
  isLinksLabel,
  isPageNode,
  jsdomChildIndex,
  jsdomInside,
  jsdomOutside,
  pageNodeLabel,
  standing,
} from '../page-nodes.ts'
import { ownEntry } from '../own-entry.ts'
import type { Path } from '../path.ts'
import type { Scene } from '../scene.ts'
import { propertyWords } from '../words.ts'
import { mapSlot } from './collection.ts'
import type { Reading, Retainer } from './retainer.ts'

/** What a window, a document or an element holds: its listeners, its neighbours in the page, what the program hung on it. */
export const pageNode: Retainer = {
  name: 'node of a page',
  read(path, at, scene) {
    if (path.type(at) !== 'property') return undefined
    if (
      /^MutationObserver(Impl)?$/.test(path.heap.name(path.from(at))) &&
      /^[_#]callback$/.test(String(path.label(at)))
    )
      return { edges: 1, words: 'callback', holder: 'MutationObserver' }
    const reading =
      listener(path, at) ??
      (isPageNode(path.heap, path.from(at))
        ? (handler(path, at) ?? observer(path, at) ?? neighbour(path, at) ?? property(path, at, scene))
        : undefined)
    return reading && { ...reading, holder: holderWords(path, at, scene) }
  },
}

/** That an element is detached is said of the first of its tree on the way: what it contains is so, too. */
function holderWords(path: Path, at: number, scene: Scene): string {
  const { heap } = scene
  const node = path.from(at)
  // the inside of a window has no way back
  const outside =
    at > 0 && jsdomInside(heap, path.from(at - 1)) === node ? path.from(at - 1) : jsdomOutside(heap, node)
  const words =
    pageNodeLabel(scene, node) ??
    (outside === NO_NODE ? undefined : (pageNodeLabel(scene, outside) ?? labelOf(heap, outside))) ??
    labelOf(heap, node)
  return comesFromNeighbour(path, at) ? words : standing(heap, node, words)
}

/** Between two nodes of a page are a record of neighbours or an array, and at most one half of either. */
function comesFromNeighbour(path: Path, at: number): boolean {
  const { heap } = path
  return path.edges
    .slice(Math.max(0, at - 3), at)
    .map((edge) => heap.edgeFrom(edge))
    .some((before) => isPageNode(heap, before) && !isOtherHalf(heap, before, path.from(at)))
}

function isOtherHalf(heap: Heap, outside: number, node: number): boolean {
  return outside === node || jsdomInside(heap, outside) === node
}

/** jsdom: `_eventListeners.click[0].callback`; happy-dom: a Map of arrays in `[listeners].bubbling`. */
function listener(path: Path, at: number): Reading | undefined {
  if (path.label(at) === '_eventListeners' && path.label(at + 3) === 'callback')
    return listenerReading(4, String(path.label(at + 1)))
  if (!isHappyDomListeners(path, at)) return undefined
  const entry = mapSlot(path.heap, path.edges[at + 3])
  return listenerReading(5, entry && entry.key !== NO_NODE ? path.heap.name(entry.key) : undefined)
}

function isHappyDomListeners(path: Path, at: number): boolean {
  return (
    path.label(at) === '<symbol listeners>' &&
    path.label(at + 2) === 'table' &&
    path.type(at + 4) === 'element'
  )
}

function listenerReading(edges: number, event: string | undefined): Reading {
  const quoted = event === undefined ? undefined : JSON.stringify(event)
  return {
    edges,
    words: `listener of event ${quoted ?? '(unknown)'}`,
    keeps: true,
    advice:
      quoted === undefined
        ? undefined
        : [
            `Remove the listener when it is no longer needed: \`removeEventListener(${quoted}, listener)\`, or \`{ once: true }\`.`,
          ],
  }
}

/** `element.onclick = …`. */
function handler(path: Path, at: number): Reading | undefined {
  if (path.label(at) !== '_eventHandlers' || path.type(at + 1) !== 'property') return undefined
  return { edges: 2, words: `.on${path.label(at + 1)}`, keeps: true }
}

/** A MutationObserver: jsdom's node knows who observes it, happy-dom's window who observes anything. */
function observer(path: Path, at: number): Reading | undefined {
  const ofNode = path.label(at) === '_registeredObserverList' && path.label(at + 2) === 'observer'
  const ofWindow = path.label(at) === '<symbol mutationObservers>' && path.type(at + 1) === 'element'
  if (!ofNode && !ofWindow) return undefined
  return {
    edges: ofNode ? 3 : 2,
    words: ofNode ? 'is observed by' : 'active observer',
    keeps: true,
    advice: ['Stop observing when it is no longer needed: `observer.disconnect()`.'],
  }
}

const NEIGHBOURS: Readonly<Record<string, string>> = {
  parent: '.parentNode',
  nextSibling: '.nextSibling',
  previousSibling: '.previousSibling',
}

/** A child, found by way of its elder siblings, or a parent or sibling. */
function neighbour(path: Path, at: number): Reading | undefined {
  if (!isLinksLabel(path.label(at)) || path.type(at + 1) !== 'property') return undefined
  const label = String(path.label(at + 1))
  const toChild = label === 'firstChild' || label === 'lastChild'
  let end = at + 2
  while (
    toChild &&
    isLinksLabel(path.label(end)) &&
    /^(next|previous)Sibling$/.test(String(path.label(end + 1)))
  )
    end += 2
  const words = toChild
    ? `.childNodes[${jsdomChildIndex(path.heap, path.to(end - 1))}]`
    : ownEntry(NEIGHBOURS, label)
  return words === undefined ? undefined : { edges: end - at, words }
}

const JSDOM_PROPERTIES: Readonly<Record<string, string>> = {
  _defaultView: '.defaultView',
  _document: '.document',
  _global: '.defaultView',
  _globalObject: '.ownerDocument.defaultView',
  _globalProxy: '.defaultView',
  _host: '.host',
  _lastFocusedElement: '.activeElement',
  _ownerDocument: '.ownerDocument',
  _shadowRoot: '.shadowRoot',
}

/** What happy-dom keeps by a symbol is, by its name, what the page knows as a property. */
function property(path: Path, at: number, scene: Scene): Reading {
  const label = path.label(at) ?? ''
  const known = ownEntry(JSDOM_PROPERTIES, label)
  if (known !== undefined) return { edges: 1, words: known }
  const [, symbol] = /^<symbol (\w+)>$/.exec(String(label)) ?? []
  if (symbol === 'nodeArray' || symbol === 'elementArray')
    return child(path, at, symbol === 'nodeArray' ? '.childNodes' : '.children')
  if (
    symbol !== undefined &&
    /^(parentNode|ownerDocument|shadowRoot|host|activeElement|document)$/.test(symbol)
  )
    return { edges: 1, words: `.${symbol}` }
  if (label === '__proto__') return { edges: 1, words: 'prototype' }
  return { edges: 1, words: propertyWords(label, scene), keeps: true }
}

function child(path: Path, at: number, words: string): Reading {
  return path.type(at + 1) === 'element'
    ? { edges: 2, words: `${words}[${path.label(at + 1)}]` }
    : { edges: 1, words }
}
