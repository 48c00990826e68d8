import { describe, expect, test } from 'vitest'
import { CodeOwners } from '../../src/check/code-owners.ts'
import { growthOf } from '../../src/check/growth.ts'
import { kindsToTell } from '../../src/check/growth-told.ts'
import { NO_NODE } from '../../src/heap/node-index.ts'
import { graphFromText } from '../fixtures/graph-from-text.ts'

const SCRIPTS = `
  root -> go -internal:shared-> code -internal:script-> mine, root -> list
  go = closure "go" 3:90:5; code = code "go"; mine = code "/project/src/edit.ts"; list = object "Array"
  root -> spy -internal:shared-> spyCode -internal:script-> runners
  spy = closure "spy" 7:90:5; spyCode = code "spy"; runners = code "/project/node_modules/vitest/dist/spy.js"
  root -> clock -internal:shared-> clockCode -internal:script-> nodes
  clock = closure "clock" 9:90:5; clockCode = code "clock"; nodes = code "node:internal/timers"`

/** The kinds that are told of what two runs left, which is written once for each with `#` for its number; and how many of each are outermost. */
function told(eachRun: string, once = ''): [string, number][] {
  const earlier = graphFromText('root -> x; root = synthetic "" @1').heap
  const text = [SCRIPTS, once, ...[1, 2].map((run) => eachRun.replaceAll('#', String(run)))].join('\n')
  // what is there in each run needs ids that the earlier heap has not
  const { heap } = graphFromText(`${text}\n root = synthetic "" @1`)
  const growth = growthOf(heap, [{ earlier, runs: 2 }], NO_NODE)
  return kindsToTell(growth, new CodeOwners(heap), (node) => node !== heap.root).map(
    ({ kind, outermost }) => [kind, outermost.length],
  )
}

test('an object is told, its parts are not', () => {
  expect(
    told(`list -[#]-> edit# -lines-> lines# -> line#, edit# -> undo#
      edit# = object "Edit" 3:1:1; lines# = object "Array"; undo# = closure "undo" 3:2:2`),
  ).toEqual([['Edit at 3:1:1', 2]])
})

test("an object of Node's is told by the user's class in it, or by the user's function", () => {
  const timer = `list -[#]-> timer# -callback-> tick#; timer# = object "Timeout" 9:1:1; tick# = closure "tick" 3:2:2`
  expect(told(timer)).toEqual([['function tick at 3:2:2', 2]])
  expect(told(`${timer}\n tick# -> edit#; edit# = object "Edit" 3:1:1`)).toEqual([['Edit at 3:1:1', 2]])
})

test('what leads to a told object in another way is not told by itself', () => {
  expect(
    told(
      `list -[#]-> edit#, other -[#]-> wrap# -> edit#
      edit# = object "Edit" 3:1:1; wrap# = object "Wrap" 9:2:2`,
      'root -> other; other = object "Array"',
    ),
  ).toEqual([['Edit at 3:1:1', 2]])
})

test('kinds that have nothing to do with each other are both told', () => {
  expect(
    told('list -[#]-> edit#, list -[1#]-> view#; edit# = object "Edit" 3:1:1; view# = object "View" 3:5:5'),
  ).toEqual([
    ['Edit at 3:1:1', 2],
    ['View at 3:5:5', 2],
  ])
})

test('of a linked list only the head needs an explanation', () => {
  expect(told('node# = object "Link" 3:1:1', 'root -> node2 -next-> node1')).toEqual([['Link at 3:1:1', 1]])
})

describe("of a kind that is everybody's", () => {
  const calls = 'mock -[#]-> call#; call# = object "Array"'
  const mock = 'root -> mock; mock = closure "mock" 7:2:2'

  test("a single one of the user's, `list`, is no growth beside those of a framework", () => {
    expect(told(calls, mock)).toEqual([])
  })

  test("those of a framework are not counted with the user's", () => {
    const bag = 'root -> bag; bag = object "Set"'
    // and `list`
    expect(told(`bag -[#]-> mine#; mine# = object "Array"\n${calls}`, `${mock}\n${bag}`)).toEqual([
      ['Array', 3],
    ])
  })
})
