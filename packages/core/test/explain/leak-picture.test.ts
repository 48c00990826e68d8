import { EventEmitter } from 'node:events'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { findLeaks } from '../../src/check/find-leaks.ts'
import type { LeakGraph } from '../../src/explain/leak-graph.ts'

class Widget {
  readonly id = 7
}
const held: { list: Widget[] } = { list: [] }
const emitter = new EventEmitter()
const target = new EventTarget()
const spy = vi.fn()
let unlock: (() => void) | undefined
let timer: NodeJS.Timeout | undefined

async function waiting(widget: Widget): Promise<number> {
  await new Promise<void>((resolve) => {
    unlock = resolve
  })
  return widget.id
}

let graph: LeakGraph

beforeAll(() => {
  const leak = () => {
    const widget = new Widget()
    held.list.push(widget)
    spy(widget)
    emitter.on('change', function onChange() {
      return widget
    })
    target.addEventListener('input', function onInput() {
      return widget
    })
    timer = setInterval(function poll() {
      return widget
    }, 60_000)
    void waiting(widget)
  }
  graph = findLeaks(leak, Widget, undefined, { projectRoot: import.meta.dirname }).graph
})
afterAll(() => {
  clearInterval(timer)
  unlock?.()
})

/** `holder -words-> held`, in no order. */
function references(): string[] {
  const labels = new Map([...graph].map(({ key, label }) => [key, label]))
  return graph.edges().map(({ from, to, label }) => `${labels.get(from)} -${label}-> ${labels.get(to)}`)
}

test('the words of every reference are those of the text, not only on a trace', () => {
  expect(references()).toEqual(
    expect.arrayContaining([
      'Object -.list[0]-> Widget',
      'EventEmitter -listener of event "change"-> function onChange',
      'EventTarget -listener of event "input"-> function onInput',
      'setInterval timer -callback-> function poll',
      'function poll -closure variable `widget`-> Widget',
    ]),
  )
})

test('what Node stores listeners and timers in is nobody’s holder', () => {
  const all = references().join('\n')
  expect(all).not.toMatch(/_events|Listener|kEvents|_idle(Prev|Next)|records of the engine/)
  expect([...graph].filter(({ label }) => label === 'Array')).toEqual([])
})

test('a suspended function says where it waits, and its caller what it will do', () => {
  const waits = [...graph].find(({ label }) => label === 'async function waiting')
  expect(waits?.place).toMatch(
    /^leak-picture\.test\.ts:\d+:\d+, suspended at leak-picture\.test\.ts:\d+:\d+$/,
  )
  expect([...graph].map(({ label }) => label)).toContain(
    'resolve function of the promise that async function waiting awaits',
  )
})

test('objects have previews, variables the place of their declaration', () => {
  expect([...graph].find(({ role }) => role === 'survivor')?.preview).toBe('{ id: 7 }')
  const variable = graph.edges().find(({ label }) => label === 'variable `held`')
  expect(variable?.place).toMatch(/^leak-picture\.test\.ts:9:7$/)
})

test('the test framework’s own objects are told apart, and what holds those is left to it', () => {
  const framework = [...graph].filter(({ role }) => role === 'framework')
  expect(framework.length).toBeGreaterThan(0)
  expect(framework.length).toBeLessThan(8)
  expect(references()).toContainEqual(expect.stringMatching(/ -\.mock\.calls\[0\]\[0\]-> Widget$/))
  expect([...graph].filter(({ label }) => /Widget|EventEmitter|onChange/.test(label))).not.toContainEqual(
    expect.objectContaining({ role: 'framework' }),
  )
})

test('each listener of one event is held by the emitter, and its reference is cut, too', () => {
  const bus = new EventEmitter()
  const listen = () => {
    const widget = new Widget()
    bus.on('done', function onDone() {
      return widget
    })
  }
  const options = { runs: 3 }
  const report = findLeaks(listen, Widget, options, { projectRoot: import.meta.dirname })
  const labels = new Map([...report.graph].map(({ key, label }) => [key, label]))
  const listeners = report.graph.edges().filter(({ to }) => labels.get(to) === 'function onDone')
  const { from } = listeners[0]
  expect(labels.get(from)).toBe('EventEmitter')
  expect(listeners.map((edge) => ({ ...edge, to: '' }))).toEqual(
    Array.from({ length: 3 }, () =>
      expect.objectContaining({ from, label: 'listener of event "done"', cut: true }),
    ),
  )
  bus.removeAllListeners()
})
