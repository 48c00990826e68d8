import { expect, test } from 'vitest'
import { explain } from '../../src/explain/explain.ts'
import type { LeakTrace } from '../../src/explain/leak-trace.ts'
import { snapshotFacts } from '../../src/explain/snapshot-facts.ts'
import { OWN_FOLDER } from '../../src/here.ts'
import { graphFromText } from '../fixtures/graph-from-text.ts'

/** The explanation of `s`; `scripts` are the URLs of script 1, 2 and so on, `body` the function that was measured. */
function traceOf(text: string, scripts: readonly string[] = [], body?: string): LeakTrace {
  const { heap, node } = graphFromText(text)
  const facts = {
    ...snapshotFacts(heap),
    script: (id: number) => ({ url: scripts[id - 1], sourceMapUrl: '' }),
  }
  const { groups } = explain(heap, [node('s')], facts, {
    generations: 5,
    redact: true,
    run: { projectRoot: '/project', ...(body !== undefined && { body: node(body) }) },
  })
  return groups[0].trace
}

/** Where it begins. */
function beginningOf(text: string, scripts: readonly string[]): string {
  return traceOf(text, scripts).root.label
}

/** `process` has a function of Node's that sees Node's cache of modules; a package has the survivor in a variable. */
const BEHIND_PROCESS = `
  native = hidden "system / NativeContext"
  handles = synthetic "(Global handles)"
  process = object "process"; load = closure "getBuiltinModule" 1:0:0
  internals = object "system / Context"; package = object "system / Context"; run = closure "run" 2:0:0
  ofNode = hidden "system / SourceTextModule"; ofPackage = hidden "system / SourceTextModule"
  root -[1]-> roots, roots -> handles -> process, root -> native, root -> package
  process -> load, load -internal:context-> internals, internals -internal:previous-> native
  internals -internal:extension-> ofNode, package -internal:extension-> ofPackage
  package -internal:previous-> native, run -internal:context-> package, root -> run
  package -context:jobs-> table, table -> s
  internals -context:cache-> module, module -> table`

test('what a function of Node knows is no better a beginning than the variable of a package', () => {
  const scripts = ['node:internal/modules/cjs/loader', '/project/node_modules/scheduler/index.js']
  expect(beginningOf(BEHIND_PROCESS, scripts)).toBe('module node_modules/scheduler/index.js')
})

test('what a function of the user knows is as good as its module', () => {
  const scripts = ['/project/src/loader.js', '/project/node_modules/scheduler/index.js']
  expect(beginningOf(BEHIND_PROCESS, scripts)).toBe('module src/loader.js')
})

/** A socket is open, and a module has it by its agent. */
function openSocket(agent: string): string {
  return `
    native = hidden "system / NativeContext"; handles = synthetic "(Global handles)"
    tcp = object "TCP"; module = object "system / Context"; ofModule = hidden "system / SourceTextModule"
    send = closure "send" 1:0:0
    root -[1]-> roots, roots -> handles -> tcp, root -> native, root -> module, root -> send
    module -internal:extension-> ofModule, module -internal:previous-> native, send -internal:context-> module
    tcp -owner-> socket, socket -> s
    ${agent}`
}

test('a socket is told by the agent that a module has, if one has it', () => {
  const scripts = ['/project/src/client.js']
  const byAgent = 'module -context:agent-> agent, agent -> idle -> socket'
  expect(beginningOf(openSocket(byAgent), scripts)).toBe('module src/client.js')
  expect(beginningOf(openSocket(''), scripts)).toBe("Node's event loop")
})

test('what toleak itself knows is no better a beginning than that of a package', () => {
  const byAgent = 'module -context:agent-> agent, agent -> idle -> socket'
  expect(beginningOf(openSocket(byAgent), [`${OWN_FOLDER}index.cjs`])).toBe("Node's event loop")
})

/** Only running code has the survivor, in a variable. */
const ON_THE_STACK = `
  stack = synthetic "(Stack roots)"; population = object "Population"
  root -[1]-> roots, roots -[7]-> stack -[4]-> population -target-> s`

/** Only a list of the engine has it. */
const IN_A_LIST = `
  roots = synthetic "(GC roots)"; list = synthetic "(Strong root list)"; population = object "Population"
  root -[1]-> roots, roots -[7]-> list -[4]-> population -target-> s`

test('what only running code has begins there, and is its variable', () => {
  const { root, steps } = traceOf(ON_THE_STACK)
  expect(root.label).toBe('code that was running')
  expect(steps.map(({ edge }) => edge)).toEqual(['local variable', '.target'])
})

test('places in a list of the engine are no words', () => {
  const { root, steps } = traceOf(IN_A_LIST)
  expect(root.label).toBe('the JavaScript engine')
  expect(steps.map(({ edge }) => edge)).toEqual(['holds, by records of the engine', '.target'])
})

test('a variable of a module goes before one of running code', () => {
  const both = `${ON_THE_STACK}
    native = hidden "system / NativeContext"
    module = object "system / Context"; ofModule = hidden "system / SourceTextModule"; use = closure "use" 1:0:0
    root -> native, root -> use -internal:context-> module -internal:previous-> native
    module -internal:extension-> ofModule, module -context:kept-> population`
  expect(traceOf(both, ['/project/src/app.js']).root.label).toBe('module src/app.js')
})

/** The realm of the measured body, where only what `vm.createContext` was given has what was set on the global object. */
const IN_A_SANDBOX = `
  native = hidden "system / NativeContext"; data = hidden "system / EmbedderDataArray"
  proxy = hidden "system / JSProxy"; sandbox = object "Object"
  module = object "system / Context"; ofModule = hidden "system / SourceTextModule"; fn = closure "fn" 1:0:0
  root -> fn -internal:context-> module -internal:previous-> native, module -internal:extension-> ofModule
  native -internal:embedder_data-> data -hidden:32-> proxy -hidden:1-> sandbox -kept-> s`

test('what a realm has in its sandbox is a property of its global object', () => {
  const { root, steps } = traceOf(IN_A_SANDBOX, ['/project/src/app.js'], 'fn')
  expect(root.label).toBe('globalThis')
  expect(steps.map(({ edge }) => edge)).toEqual(['.kept'])
})

test('but who has the sandbox in a variable has it there', () => {
  const owned = `${IN_A_SANDBOX}
    module -context:sandbox-> sandbox`
  const { root, steps } = traceOf(owned, ['/project/src/app.js'], 'fn')
  expect(root.label).toBe('module src/app.js')
  expect(steps.map(({ edge }) => edge)).toEqual(['variable `sandbox`', '.kept'])
})
