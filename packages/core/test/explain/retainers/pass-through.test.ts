import { expect, test } from 'vitest'
import { Path } from '../../../src/explain/path.ts'
import { passThrough } from '../../../src/explain/retainers/pass-through.ts'
import { graphFromText } from '../../fixtures/graph-from-text.ts'

const { heap, edge } = graphFromText(`
  root -> element -#impl-> inside -_callback-> wrapped -objectReference-> user -objectReference-> other
  wrapped = closure "invokeTheCallbackFunction"; user = closure "user"
`)
const path = new Path(
  heap,
  [
    'element -#impl-> inside',
    'inside -_callback-> wrapped',
    'wrapped -objectReference-> user',
    'user -objectReference-> other',
  ].map(edge),
)

test('the halves of an element and of a callback are one to people', () => {
  expect(passThrough(path, 0)).toBe(1)
  expect(passThrough(path, 2)).toBe(1)
})

test("a property of that name of the user's own is none of these", () => {
  expect(passThrough(path, 1)).toBe(0)
  expect(passThrough(path, 3)).toBe(0)
})
