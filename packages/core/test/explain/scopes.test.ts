import { expect, test } from 'vitest'
import {
  isBlockVariable,
  isModuleScope,
  isScriptScope,
  matchVariables,
  scopeOwnerName,
  variableOf,
} from '../../src/explain/scopes.ts'
import { graphFromText } from '../fixtures/graph-from-text.ts'

const SCOPES = `
  native = hidden "system / NativeContext"
  esm = object "system / Context"; module = hidden "system / SourceTextModule"
  wrapper = object "system / Context"; wrapperInfo = code "system / ScopeInfo"; wrapperCode = code "(shared function info)"
  inner = object "system / Context"; innerInfo = code "system / ScopeInfo"; innerCode = code "handle"
  block = object "system / Context"; blockInfo = code "system / ScopeInfo"
  functions = code "system / WeakFixedArray"
  jobs = string "jobs"
  esm -internal:extension-> module, esm -internal:previous-> native, esm -context:cache-> a
  wrapper -internal:scope_info-> wrapperInfo, wrapper -internal:previous-> native
  wrapperCode -internal:name_or_scope_info-> wrapperInfo, functions ~1~> wrapperCode
  inner -internal:scope_info-> innerInfo, inner -internal:previous-> wrapper
  innerCode -internal:name_or_scope_info-> innerInfo, functions ~5~> innerCode
  block -internal:scope_info-> blockInfo, block -internal:previous-> inner, block -hidden:3-> b, blockInfo -hidden:3-> jobs
  root -> native, root -> esm, root -> wrapper, root -> inner, root -> block, root -> functions
`

test('an ES module, and the function a runner wraps a module in, are module scopes; inner functions and their blocks are not', () => {
  const { heap, node } = graphFromText(SCOPES)
  const isModule = (word: string) => isModuleScope(heap, node(word))
  expect(['esm', 'wrapper', 'inner', 'block'].map(isModule)).toEqual([true, true, false, false])
})

test('the number of a function is its place in the list of its script, not in the queue of what V8 will compile', () => {
  const { heap, node } = graphFromText(`
    queue = code "system / WeakFixedArray"; handles = synthetic "(Global handles)"
    root -> handles -> queue, queue ~1~> innerCode
    ${SCOPES}`)
  expect(isModuleScope(heap, node('inner'))).toBe(false)
})

test("a block is a module's or a function's by the bytecode that enters it, also when the function has no scope of its own", () => {
  const { heap, node } = graphFromText(`
    module = object "system / Context"; moduleInfo = code "system / ScopeInfo"; moduleCode = code "(shared function info)"
    loop = object "system / Context"; loopInfo = code "system / ScopeInfo"; loopCode = code "followAll"
    top = object "system / Context"; topInfo = code "system / ScopeInfo"
    loopBytecode = code "system / BytecodeArray"; loopPool = code "(constant pool)"
    topBytecode = code "system / BytecodeArray"; topPool = code "(constant pool)"
    functions = code "system / WeakFixedArray"
    module -internal:scope_info-> moduleInfo, moduleCode -internal:name_or_scope_info-> moduleInfo
    functions ~0~> moduleCode, functions ~3~> loopCode
    loop -internal:scope_info-> loopInfo, loop -internal:previous-> module
    loopCode -internal:trusted_function_data-> loopBytecode -hidden:3-> loopPool -hidden:1-> loopInfo
    top -internal:scope_info-> topInfo, top -internal:previous-> module
    moduleCode -internal:function_data-> topBytecode -hidden:3-> topPool -hidden:1-> topInfo
    root -> module, root -> loop, root -> top, root -> functions
  `)
  expect(['module', 'top', 'loop'].map((word) => isModuleScope(heap, node(word)))).toEqual([
    true,
    true,
    false,
  ])
  expect(scopeOwnerName(heap, node('loop'))).toBe('followAll')
})

test('the function whose call made a scope has its name', () => {
  const { heap, node } = graphFromText(SCOPES)
  expect(scopeOwnerName(heap, node('inner'))).toBe('handle')
  expect(scopeOwnerName(heap, node('wrapper'))).toBeUndefined()
})

test('a variable has its name on its edge, or, in a block, in the ScopeInfo at the same slot', () => {
  const { heap, edge } = graphFromText(SCOPES)
  expect(variableOf(heap, edge('esm -cache-> a'))).toBe('cache')
  expect(variableOf(heap, edge('block -> b'))).toBe('jobs')
  expect(variableOf(heap, edge('esm -previous-> native'))).toBeUndefined()
})

test("the block of a loop is no module's, even if the function around it has no scope of its own", () => {
  const { heap, node } = graphFromText(`${SCOPES}
    loop = object "system / Context"; loopInfo = code "system / ScopeInfo"; row = string "row"
    loop -internal:scope_info-> loopInfo, loop -internal:previous-> esm, loop -hidden:3-> b, loopInfo -hidden:3-> row
    root -> loop
  `)
  expect(isModuleScope(heap, node('loop'))).toBe(false)
})

test('the block in which a runner puts the code of a module is its scope', () => {
  const { heap, node } = graphFromText(`${SCOPES}
    body = object "system / Context"; bodyInfo = code "system / ScopeInfo"; x = string "x"
    body -internal:scope_info-> bodyInfo, body -internal:previous-> wrapper, body -hidden:3-> b, bodyInfo -hidden:3-> x
    wrapper -context:__vite_ssr_import_0__-> imported, root -> body
  `)
  expect(isModuleScope(heap, node('body'))).toBe(true)
})

test('a block below the variables of a module is not', () => {
  const { heap, node } = graphFromText(`${SCOPES}
    loop = object "system / Context"; loopInfo = code "system / ScopeInfo"; x = string "x"
    loop -internal:scope_info-> loopInfo, loop -internal:previous-> wrapper, loop -hidden:3-> b, loopInfo -hidden:3-> x
    wrapper -context:sessions-> c, root -> loop
  `)
  expect(isModuleScope(heap, node('loop'))).toBe(false)
})

test('the variables that all scripts share are told from those of a module', () => {
  const { heap, node } = graphFromText(`${SCOPES}
    scripts = hidden "system / ScriptContextTable"; shared = object "system / Context"
    native -internal:script_context_table-> scripts, scripts -hidden:2-> shared
  `)
  expect([isScriptScope(heap, node('shared')), isScriptScope(heap, node('esm'))]).toEqual([true, false])
})

test('the first function of an ES module that V8 loads itself is no wrapper', () => {
  const { heap, node } = graphFromText(`${SCOPES}
    first = object "system / Context"; firstInfo = code "system / ScopeInfo"; firstCode = code "addShortcut"
    first -internal:scope_info-> firstInfo, first -internal:previous-> esm, root -> first
    firstCode -internal:name_or_scope_info-> firstInfo, functions ~1~> firstCode
  `)
  expect(isModuleScope(heap, node('first'))).toBe(false)
})

test('nor is the first function of a class in such a module, which has its private names in a scope between', () => {
  const { heap, node } = graphFromText(`${SCOPES}
    names = object "system / Context"; names -internal:previous-> esm
    fields = object "system / Context"; fieldsInfo = code "system / ScopeInfo"
    fieldsCode = code "<instance_members_initializer>"
    fields -internal:scope_info-> fieldsInfo, fields -internal:previous-> names, root -> fields
    fieldsCode -internal:name_or_scope_info-> fieldsInfo, functions ~1~> fieldsCode
  `)
  expect(isModuleScope(heap, node('fields'))).toBe(false)
})

const SLOTS = `
  block = object "system / Context"; info = code "system / ScopeInfo"; around = code "system / ScopeInfo"
  n = string "n"; kept = string "kept"; byName = string "byName"; last = string "last"
  block -internal:scope_info-> info, root -> block, info -hidden:0-> n, info -hidden:1-> kept, info -hidden:2-> byName
  info -hidden:3-> last, info -hidden:4-> around
`

test('where V8 left out the small integers of a block, an edge has a name only if no other is possible', () => {
  const counted = graphFromText(`${SLOTS} block -hidden:0-> a, block -hidden:3-> b`)
  expect(variableOf(counted.heap, counted.edge('block -> a'))).toBe('n')
  expect(variableOf(counted.heap, counted.edge('block -> b'))).toBe('last')
  const left = graphFromText(`${SLOTS} block -hidden:0-> a, block -hidden:2-> b`)
  for (const step of ['block -> a', 'block -> b']) {
    expect(variableOf(left.heap, left.edge(step))).toBeUndefined()
    expect(isBlockVariable(left.heap, left.edge(step))).toBe(true)
  }
})

test('an edge that a block has beyond its variables is none', () => {
  const { heap, edge } = graphFromText(`${SLOTS} block -hidden:0-> a, block -hidden:7-> b`)
  expect([isBlockVariable(heap, edge('block -> a')), isBlockVariable(heap, edge('block -> b'))]).toEqual([
    false,
    false,
  ])
})

test('live variables name the edges that have their values, those with one value in their order', () => {
  const { heap, node, edge } = graphFromText(
    `${SLOTS} block -hidden:0-> a, block -hidden:1-> b, block -hidden:2-> a`,
  )
  const ofA = heap.id(node('a'))
  const names = matchVariables(heap, node('block'), [
    { name: 'n', nodeId: ofA },
    { name: 'kept', nodeId: undefined },
    { name: 'byName', nodeId: heap.id(node('b')) },
    { name: 'last', nodeId: ofA },
  ])
  expect([...names.values()]).toEqual(['n', 'byName', 'last'])
  expect(names.get(edge('block -> b'))).toBe('byName')
  const foreign = [{ name: 'other', nodeId: ofA }]
  expect(matchVariables(heap, node('block'), foreign).size).toBe(0)
})
