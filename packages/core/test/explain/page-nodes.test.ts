import { describe, expect, test } from 'vitest'
import { isDetached, isPageNode, jsdomChildIndex, pageNodeLabel } from '../../src/explain/page-nodes.ts'
import { previewOf } from '../../src/explain/preview.ts'
import { graphFromText } from '../fixtures/graph-from-text.ts'
import { sceneOf } from '../fixtures/words-of.ts'

const PAGE = `
  root -> button -#impl-> inside -_ownerDocument-> doc -_ownerDocument-> doc, root -> plain
  inside -_localName-> tag, inside -_attributeList-> list -[0]-> id, list -[1]-> style
  id -_localName-> idName, id -_value-> idValue, style -_localName-> styleName, style -_value-> styleValue
  inside -_links-> links -parent-> body -_links-> bodyLinks -parent-> doc, links -previousSibling-> text
  body -_ownerDocument-> doc, body -_localName-> bodyTag
  text -_ownerDocument-> doc, text -_links-> textLinks -previousSibling-> null, null = hidden "null"
  text = object "TextImpl"
  button = object "HTMLButtonElement"; inside = object "HTMLButtonElementImpl"; doc = object "DocumentImpl"
  body = object "HTMLBodyElementImpl"; tag = string "button"; bodyTag = string "body"
  idName = string "id"; idValue = string "save"; styleName = string "style"; styleValue = string "color: red"
`

describe('an element of jsdom', () => {
  test('is written by its tag, and by its telling attributes when strings may be shown', () => {
    const graph = graphFromText(PAGE)
    expect(pageNodeLabel(sceneOf(graph), graph.node('button'))).toBe('<button>')
    const open = sceneOf(graph, { redact: false })
    expect(pageNodeLabel(open, graph.node('button'))).toBe('<button id="save">')
    expect(pageNodeLabel(open, graph.node('inside'))).toBe('<button id="save">')
  })

  test('stands at its place among the children, text nodes counted', () => {
    const { heap, node } = graphFromText(PAGE)
    expect(jsdomChildIndex(heap, node('inside'))).toBe(1)
    expect(jsdomChildIndex(heap, node('text'))).toBe(0)
  })

  test('is detached when no document is above it', () => {
    const attached = graphFromText(PAGE)
    expect(isDetached(attached.heap, attached.node('button'))).toBe(false)
    const removed = graphFromText(PAGE.replace('bodyLinks -parent-> doc', 'bodyLinks -parent-> null'))
    expect(isDetached(removed.heap, removed.node('button'))).toBe(true)
  })
})

describe('the preview of an element', () => {
  const removed = graphFromText(PAGE.replace('bodyLinks -parent-> doc', 'bodyLinks -parent-> null'))
  const scene = sceneOf(removed, { redact: false })

  test('is how people write it, and that it is detached', () => {
    const words = '<button id="save">, detached from the document'
    expect(previewOf(scene, removed.node('button'), 'HTMLButtonElement')).toBe(words)
    const attached = graphFromText(PAGE)
    expect(previewOf(sceneOf(attached), attached.node('button'), 'SaveButton')).toBe('<button>')
  })

  test('is left out where the element is called so already', () => {
    expect(previewOf(scene, removed.node('button'), '<button id="save">')).toBeUndefined()
  })
})

test('a document has its word, and is never detached', () => {
  const graph = graphFromText(PAGE)
  expect(pageNodeLabel(sceneOf(graph), graph.node('doc'))).toBe('document')
  expect(isDetached(graph.heap, graph.node('doc'))).toBe(false)
})

test('an attribute is no element, though it has a local name', () => {
  const graph = graphFromText(`${PAGE}
    id = object "AttrImpl"; id -_ownerDocument-> doc`)
  expect(pageNodeLabel(sceneOf(graph), graph.node('id'))).toBe('attribute')
  expect(isDetached(graph.heap, graph.node('id'))).toBe(false)
})

test('other objects are no nodes of a page', () => {
  const graph = graphFromText(PAGE)
  expect(isPageNode(graph.heap, graph.node('plain'))).toBe(false)
  expect(pageNodeLabel(sceneOf(graph), graph.node('links'))).toBeUndefined()
})
