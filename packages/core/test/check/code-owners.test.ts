import { expect, test } from 'vitest'
import { CodeOwners } from '../../src/check/code-owners.ts'
import { graphFromText } from '../fixtures/graph-from-text.ts'

const { heap, node } = graphFromText(`
  root -> go -internal:shared-> goCode -internal:script-> mine
  root -> check -internal:shared-> checkCode -internal:script-> runner
  root -> tick -internal:shared-> tickCode -internal:script-> nodes
  go = closure "go" 3:10:5; goCode = code "go"; mine = code "/project/src/edit.ts"
  check = closure "check" 4:1:1; checkCode = code "check"; runner = code "/project/node_modules/vitest/dist/index.js"
  tick = closure "tick" 5:1:1; tickCode = code "tick"; nodes = code "node:internal/timers"
  root -> edit, root -> timer, root -> plain
  edit = object "Edit" 3:1:6; timer = object "Timeout" 5:9:9; plain = object "Object"
  root -> console -buffer-> list -[0]-> entry, console -__proto__-> proto -constructor-> Buffered -internal:context-> scope
  Buffered = closure "BufferedConsole" 4:8:8; list = object "Array"; entry = object "Object"
  root -> scope -context:log-> log -[0]-> mineInIt
  scope = object "system / Context"; log = object "Array"; mineInIt = object "Object"
  root -> store -> held -> record; store = object "Edit" 3:1:6; record = object "Object"
  check -internal:records-> recorded -> note; recorded = object "Array"`)
const owners = new CodeOwners(heap)

test('a person looks for instances of their classes first, then for their functions and plain objects', () => {
  expect(['edit', 'go', 'plain', 'timer', 'tick', 'check'].map((word) => owners.rank(node(word)))).toEqual([
    0, 1, 1, 2, 2, 2,
  ])
  expect(['edit', 'go', 'plain', 'check'].map((word) => owners.isUsers(node(word)))).toEqual([
    true,
    true,
    false,
    false,
  ])
})

test("what a test framework's function, object or scope holds is the framework's, what the user's code holds is not", () => {
  const words = ['check', 'note', 'entry', 'mineInIt', 'record', 'edit']
  expect(words.filter((word) => owners.isFrameworks(node(word)))).toEqual([
    'check',
    'note',
    'entry',
    'mineInIt',
  ])
})
