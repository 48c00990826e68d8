import { Window } from 'happy-dom'
import { describe, expect, test } from 'vitest'
import { snapshot } from '../../../src/snapshot/snapshot.ts'
import { wordsOf } from '../../fixtures/words-of.ts'

const PAGE = `
  root -> section -#impl-> outer -_ownerDocument-> doc -_ownerDocument-> doc, outer -_localName-> sectionTag
  outer -_links-> links -firstChild-> text -_links-> textLinks -nextSibling-> inner -_links-> innerLinks -parent-> outer
  innerLinks -previousSibling-> text -_ownerDocument-> doc
  inner -_ownerDocument-> doc, inner -_localName-> buttonTag, inner -#wrapper-> none
  inner -_eventListeners-> events -click-> list -[0]-> listener -callback-> wrapped -objectReference-> onClick
  inner -_eventHandlers-> handlers -click-> wrapped, inner -_registeredObserverList-> observers -[0]-> registered
  registered -observer-> observer -_callback-> wrapped, section -chart-> chart
  section = object "HTMLElement"; outer = object "HTMLElementImpl"; inner = object "HTMLButtonElementImpl"
  text = object "TextImpl"; doc = object "DocumentImpl"; links = object "Links"; innerLinks = object "Links"
  observer = object "MutationObserverImpl"; list = object "Array"; events = object "Object"; listener = object "Object"
  wrapped = closure "callTheUserObjectsOperation"; onClick = closure "onClick"
  sectionTag = string "section"; buttonTag = string "button"
`
const TO_BUTTON = [
  'section -#impl-> outer',
  'outer -_links-> links',
  'links -firstChild-> text',
  'text -_links-> textLinks',
  'textLinks -nextSibling-> inner',
]

describe('jsdom', () => {
  test('a child is one reference from element to element, and only the first is said to be detached', () => {
    const listener = [
      'inner -_eventListeners-> events',
      'events -click-> list',
      'list -[0]-> listener',
      'listener -callback-> wrapped',
      'wrapped -objectReference-> onClick',
    ]
    expect(wordsOf(PAGE, [...TO_BUTTON, ...listener])).toEqual([
      '<section>, detached from the document: .childNodes[1]',
      '<button>: listener of event "click"',
    ])
  })

  test('an event handler is the property that was set', () => {
    const handler = ['inner -_eventHandlers-> handlers', 'handlers -click-> wrapped']
    expect(wordsOf(PAGE, [...TO_BUTTON, ...handler]).at(-1)).toBe('<button>: .onclick')
  })

  test('a MutationObserver observes the element', () => {
    const observer = [
      'inner -_registeredObserverList-> observers',
      'observers -[0]-> registered',
      'registered -observer-> observer',
      'observer -_callback-> wrapped',
    ]
    expect(wordsOf(PAGE, [...TO_BUTTON, ...observer]).slice(1)).toEqual([
      '<button>: is observed by',
      'MutationObserver: callback',
    ])
  })

  test('what a program hangs on an element is a property of it', () => {
    expect(wordsOf(PAGE, ['section -chart-> chart'])).toEqual([
      '<section>, detached from the document: .chart',
    ])
  })
})

class Chart {
  readonly points = [1]
}

let panel: unknown

test('happy-dom: elements and their listeners read as those of a page', async () => {
  const window = new Window()
  const draw = () => {
    const section = window.document.createElement('section')
    section.innerHTML = '<p></p><button></button>'
    const chart = new Chart()
    section.querySelector('button')?.addEventListener('click', () => chart.points.push(2))
    panel = section
  }
  draw()
  const graph = snapshot()
  const [{ trace }] = graph.explain(graph.instancesOf(Chart)).groups
  expect(trace.steps.map(({ edge, label }) => `${edge} ${label}`)).toEqual([
    'variable `panel` <section>, detached from the document',
    // it has two lists of them
    expect.stringMatching(/^\.(childNodes|children)\[1\] <button>$/),
    'listener of event "click" anonymous function',
    'closure variable `chart` Chart',
  ])
  expect(panel).toBeDefined()
  panel = undefined
  await window.happyDOM.close()
})
