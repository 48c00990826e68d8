import { describe, expect, test } from 'vitest'
import { fingerprintOf } from '../../src/explain/fingerprint.ts'

const print = (root: string, suspect: string, projectRoot = '/home/ada/project') =>
  fingerprintOf('Session', root, suspect, projectRoot)

describe('is equal', () => {
  test('whatever the index or the key', () => {
    const root = 'module a.ts'
    expect(print(root, '.items[0] of Queue')).toBe(print(root, '.items[12] of Queue'))
    const keys = ['key "x"', 'key "of of"', 'key <button>', 'a string key', 'a number as key']
    const prints = keys.map((key) => print(root, `value of ${key} of Map \`sessions\``))
    expect(new Set(prints).size).toBe(1)
    expect(prints[0]).not.toBe(print(root, 'value of a string key of Map `others`'))
  })

  test('wherever the project and its packages lie', () => {
    const there = (root: string, home: string) =>
      print(root, `variable \`a\` of ${root}`, `${home}/packages/app`)
    const sibling = (home: string) => there(`module ${home}/packages/db/src/pool.ts`, home)
    expect(sibling('/home/ada/project')).toBe(sibling('/ci/build 7'))
    const packages = [
      'module node_modules/pg/lib/pool.js',
      'module /home/ada/project/node_modules/pg/lib/pool.js',
      'module /ci/node_modules/.pnpm/pg@8.1.0/node_modules/pg/lib/pool.js',
    ]
    expect(new Set(packages.map((root) => there(root, '/home/ada/project'))).size).toBe(1)
    expect(there(packages[0], '/')).not.toBe(there('module node_modules/pg/lib/client.js', '/'))
  })

  test('whatever the test is called, and however many generations of a module there are', () => {
    expect(print('running test "a"', 'variable `x` of running test "a"')).toBe(
      print('running test "b > c"', 'variable `x` of running test "b > c"'),
    )
    const modules = [
      'module a.ts',
      'stale module a.ts (generation 1 of the 3 that are alive)',
      'module a.ts (one of the 2 generations that are alive)',
    ]
    expect(new Set(modules.map((root) => print(root, `variable \`x\` of ${root}`))).size).toBe(1)
  })

  test('whichever function of a file leads to its template literals', () => {
    const strings = 'strings of a template literal in its file'
    expect(print('module a.ts', `${strings} of function render`)).toBe(
      print('module a.ts', `${strings} of class View`),
    )
    expect(print('module a.ts', `${strings} of function f`)).not.toBe(
      print('module b.ts', `${strings} of function f`),
    )
  })

  test('whether or not Node knows the name of an AsyncLocalStorage, or an AbortSignal from other targets', () => {
    expect(print('module a.ts', 'listener of event "abort" of AbortSignal .#signal')).toBe(
      print('module a.ts', 'listener of event "abort" of EventTarget .#signal'),
    )
    expect(print('module a.ts', 'store of AsyncLocalStorage `user` of AsyncResource')).toBe(
      print('module a.ts', 'store of an AsyncLocalStorage of AsyncResource'),
    )
  })
})

test('differs by class, beginning and reference', () => {
  const [root, suspect] = ['module a.ts', 'variable `a` of module a.ts']
  const different = [
    print(root, suspect),
    fingerprintOf('Other', root, suspect, '/home/ada/project'),
    print('module b.ts', suspect),
    print("Node's timers", suspect),
    print(root, 'variable `b` of module a.ts'),
    print(root, 'closure variable `a` of function f'),
  ]
  expect(new Set(different).size).toBe(different.length)
  expect(different[0]).toMatch(/^[0-9a-f]{12}$/)
})
