import { expect, test } from 'vitest'
import { labelOf } from '../../src/explain/labels.ts'
import { ownEntry } from '../../src/explain/own-entry.ts'
import { Path } from '../../src/explain/path.ts'
import { readAt } from '../../src/explain/retainers/registry.ts'
import { Scene } from '../../src/explain/scene.ts'
import { snapshotFacts } from '../../src/explain/snapshot-facts.ts'
import { graphFromText } from '../fixtures/graph-from-text.ts'

const METHODS = ['toString', 'constructor', 'valueOf', 'hasOwnProperty', '__proto__']

test('a record has what was written into it, and nothing else', () => {
  expect(ownEntry({ toString: 'mine' }, 'toString')).toBe('mine')
  expect(ownEntry({ Map: 3 }, undefined)).toBeUndefined()
  for (const method of METHODS) expect(ownEntry({ Map: 3 }, method)).toBeUndefined()
})

test.each(METHODS)('a function whose prototype is called %s is a function', (method) => {
  const { heap, node } = graphFromText(
    `go = closure "go"; base = object "${method}"; root -> go -__proto__-> base`,
  )
  expect(labelOf(heap, node('go'))).toBe('function go')
})

test.each(METHODS)('holders, references and variables called %s are read as what they are', (method) => {
  for (const type of ['object "#"', 'closure "#"', 'hidden "#"', 'array "#"', 'object "system / Context"'])
    for (const kind of ['property', 'internal', 'context']) {
      const { heap, edge } = graphFromText(
        `holder = ${type.replace('#', method)}; held = object "${method}"; root -> holder -${kind}:${method}-> held -> s`,
      )
      const path = new Path(heap, [edge('holder -> held'), edge('held -> s')])
      const { words, advice, edges } = readAt(path, 0, new Scene(heap, snapshotFacts(heap), true))
      expect(words).toBeTypeOf('string')
      expect(words).not.toMatch(/undefined|native code/)
      expect({ advice, edges: edges > 0 }).toEqual({ advice: undefined, edges: true })
    }
})
