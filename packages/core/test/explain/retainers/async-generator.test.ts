import { expect, test } from 'vitest'
import { snapshotFacts } from '../../../src/explain/snapshot-facts.ts'
import { Scene } from '../../../src/explain/scene.ts'
import { readLinks } from '../../../src/explain/trace.ts'
import { graphFromText } from '../../fixtures/graph-from-text.ts'

const text = `
  root -> g -hidden:3-> first -hidden:0-> second -hidden:1-> command, second -hidden:2-> promise, first -hidden:2-> other
  g -internal:function-> f, g -internal:parameters_and_registers-> registers
  g = object "execute"; f = closure "execute"; registers = array ""; command = object "Command"
  first = hidden "system / AsyncGeneratorRequest"; second = hidden "system / AsyncGeneratorRequest"
  promise = object "Promise"; other = object "Promise"
`

function wordsOf(...steps: string[]): string[] {
  const { heap, edge } = graphFromText(text)
  return readLinks(new Scene(heap, snapshotFacts(heap), true), steps.map(edge)).map(
    ({ reading }) => reading.words,
  )
}

test('a call that waits keeps its argument', () => {
  expect(wordsOf('g -> first', 'first -> second', 'second -> command')).toEqual([
    'argument of a waiting `.next()`',
  ])
})

test('a call that waits keeps the promise it returned', () => {
  expect(wordsOf('g -> first', 'first -> second', 'second -> promise')).toEqual([
    'promise of a waiting `.next()`',
  ])
})
