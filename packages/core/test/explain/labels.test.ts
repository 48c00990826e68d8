import { describe, expect, test } from 'vitest'
import {
  builtinName,
  functionName,
  isUserLevel,
  labelOf,
  promiseOfResolver,
} from '../../src/explain/labels.ts'
import { graphFromText } from '../fixtures/graph-from-text.ts'

describe('a function is called by its kind and its name', () => {
  const { heap, node } = graphFromText(`
    root -> plain, root -> anonymous, root -> async, async -__proto__-> asyncProto, root -> klass, klass -prototype-> p
    root -> bound, bound -internal:bound_function-> plain
    root -> suspended, suspended -internal:parameters_and_registers-> registers, suspended -internal:function-> async
    plain = closure "go"; anonymous = closure ""; async = closure "worker"; asyncProto = object "AsyncFunction"
    klass = closure "Session"; bound = closure "native_bind"; suspended = object "Generator"
  `)

  test.each([
    ['plain', 'function go'],
    ['anonymous', 'anonymous function'],
    ['async', 'async function worker'],
    ['klass', 'class Session'],
    ['bound', 'bound function go'],
    ['suspended', 'async function worker'],
  ])('%s: %s', (word, label) => {
    expect(labelOf(heap, node(word))).toBe(label)
  })

  test('the bare name looks through bound and suspended functions', () => {
    expect(functionName(heap, node('bound'))).toBe('go')
    expect(functionName(heap, node('suspended'))).toBe('worker')
  })
})

test("objects and functions have words, V8's own records have none", () => {
  const { heap, node } = graphFromText(`
    root -> a -> f -> scope -> table, root -> awaiting, awaiting -internal:code-> code
    a = object "Session"; f = closure "go"; scope = object "system / Context"; table = array ""
    awaiting = closure ""; code = code "(AsyncFunctionAwaitResolveClosure builtin code)"
  `)
  expect(['a', 'f', 'scope', 'table', 'awaiting'].filter((word) => isUserLevel(heap, node(word)))).toEqual([
    'a',
    'f',
  ])
  expect(builtinName(heap, node('awaiting'))).toBe('AsyncFunctionAwaitResolveClosure')
})

test('a built-in function is known by its code, on Node 20, too', () => {
  const { heap, node } = graphFromText(`
    root -> newer -internal:code-> code, root -> older -internal:code-> handle
    newer = closure ""; code = code "(PromiseCapabilityDefaultResolve builtin code)"
    older = closure ""; handle = code "(PromiseCapabilityDefaultResolve builtin handle)"
  `)
  expect(builtinName(heap, node('newer'))).toBe('PromiseCapabilityDefaultResolve')
  expect(builtinName(heap, node('older'))).toBe('PromiseCapabilityDefaultResolve')
})

test('what settles a promise is told by what it does', () => {
  const { heap, node } = graphFromText(`
    root -> resolve -internal:code-> code, resolve -internal:context-> scope -hidden:1-> promise, root -> all -internal:code-> element
    resolve = closure ""; code = code "(PromiseCapabilityDefaultResolve builtin code)"; scope = object "system / Context"
    promise = object "Promise"; all = closure ""; element = code "(PromiseAllResolveElementClosure builtin code)"
  `)
  expect(labelOf(heap, node('resolve'))).toBe('resolve function of a promise')
  expect(promiseOfResolver(heap, node('resolve'))).toBe(node('promise'))
  expect(isUserLevel(heap, node('resolve'))).toBe(true)
  expect(isUserLevel(heap, node('all'))).toBe(false)
})

test("a class's prototype is called so; an object that has a constructor of its own is not", () => {
  const { heap, node } = graphFromText(`
    root -> klass -prototype-> proto -constructor-> klass, root -> other -constructor-> klass
    klass = closure "Editor"; proto = object "Object"; other = object "Config"
  `)
  expect(labelOf(heap, node('proto'))).toBe('prototype of class Editor')
  expect(labelOf(heap, node('other'))).toBe('Config')
})

test('a Proxy is one, whatever V8 calls it', () => {
  const { heap, node } = graphFromText('root -> p -hidden:1-> target, p = hidden "system / JSProxy"')
  expect(labelOf(heap, node('p'))).toBe('Proxy')
  expect(isUserLevel(heap, node('p'))).toBe(true)
})
