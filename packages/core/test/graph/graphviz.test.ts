import { expect, test } from 'vitest'
import { InvalidInputError } from '../../src/errors.ts'
import { renderSvg } from '../../src/graph/graphviz.ts'
import { ObjectGraph } from '../../src/graph/object-graph.ts'
import { graphFromText } from './notation.ts'

test('a picture has every node and every edge', async () => {
  const svg = await graphFromText('1 2 3; 1->2 1->2 3->3').toSvg()
  expect(svg).toContain('<svg')
  expect(svg.match(/class="node"/g)).toHaveLength(3)
  expect(svg.match(/class="edge"/g)).toHaveLength(3)
})

test('the same graph gives the same bytes', async () => {
  const draw = () => graphFromText('1 2 3; 1->2 1->3 2->3 3->1').toSvg()
  expect(await draw()).toBe(await draw())
})

test('a thousand nodes in a ring can be drawn', async () => {
  const keys = Array.from({ length: 1000 }, (_, n) => String(n))
  const svg = await ObjectGraph.fromOutEdges(keys, ({ key }) => [keys[(Number(key) + 1) % 1000]]).toSvg()
  expect(svg.match(/class="node"/g)).toHaveLength(1000)
})

test('what Graphviz cannot read is an error with its words and the cause', async () => {
  const failure = renderSvg('digraph { a -> ')
  await expect(failure).rejects.toThrow(InvalidInputError)
  await expect(failure).rejects.toThrow('Graphviz says "syntax error')
  await expect(failure).rejects.toHaveProperty('cause')
})
