import { expect, it } from 'vitest'
import { findOwnNodes } from '../../src/snapshot/own-nodes.ts'
import { graphFromText } from '../fixtures/graph-from-text.ts'

const isOwn = (path: string) => path.startsWith('/own/')

it('are our functions, instances, variables and code, and all that only these hold', () => {
  const { heap, node, words } = graphFromText(`
    root -[1]-> roots -[1]-> user, user -> shared, user -> graph, user -> take
    take -internal:shared-> info -internal:script-> script, take -internal:context-> scope -context:cache-> mine
    roots -[2]-> ticks -[0]-> tick -args-> args -[0]-> stream -> buffer
    graph -> columns, graph -> shared, mine -> shared, roots -[3]-> witness, info -> constant, other -> witness
    user -> go -internal:shared-> goInfo -internal:script-> goScript
    roots = synthetic "(GC roots)"; take = closure "take" 1:1:1; graph = "Graph" 1:5:5; go = closure "go" 2:1:1
    info = code "take"; script = code "/own/index.js"; goInfo = code "go"; goScript = code "/user/go.js"
    scope = "system / Context"; stream = "HeapSnapshotStream"`)
  const own = findOwnNodes(heap, isOwn, node('witness'))
  expect(words(own).split(' ').sort()).toEqual(
    'args buffer columns constant graph info mine scope script stream take tick witness'.split(' ').sort(),
  )
})

it('are what only the calls under way hold: on the stack up to the witness, or for a native call', () => {
  const { heap, node, words } = graphFromText(`
    root -[1]-> roots -[1]-> stack, roots -[2]-> handles, roots -[3]-> globals
    stack -[0]-> options, stack -[1]-> witness, stack -[2]-> argument, stack -[3]-> witness, stack -[4]-> local
    handles -[0]-> bytes, handles -[1]-> kept, globals -[0]-> kept
    roots = synthetic "(GC roots)"; stack = synthetic "(Stack roots)"; handles = synthetic "(Handle scope)"
    globals = synthetic "(Global handles)"`)
  const own = findOwnNodes(heap, isOwn, node('witness'))
  expect(words(own).split(' ').sort()).toEqual(['argument', 'bytes', 'options', 'witness'])
})
