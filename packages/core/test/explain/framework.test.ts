import { describe, expect, test } from 'vitest'
import { isFrameworkObject, isFrameworkScript } from '../../src/explain/framework.ts'
import { Scene } from '../../src/explain/scene.ts'
import { graphFromText } from '../fixtures/graph-from-text.ts'

test.each([
  ['/app/node_modules/vitest/dist/index.js', true],
  ['/app/node_modules/@vitest/runner/dist/index.js', true],
  ['/app/node_modules/.pnpm/vitest@5.1.0/node_modules/@vitest/spy/dist/index.js', true],
  ['C:\\app\\node_modules\\jest-circus\\build\\run.js', true],
  ['/app/node_modules/@sinonjs/fake-timers/src/fake-timers-src.js', true],
  ['/app/node_modules/expect/build/index.js', true],
  ['node_modules/vitest/dist/index.js', true],
  ['/app/node_modules/rxjs/dist/index.js', false],
  ['/app/node_modules/vitest-environment-of-mine/index.js', false],
  ['/app/node_modules/@me/vitest/index.js', false],
  ['/app/src/vitest/index.ts', false],
  ['node:events', false],
  ['', false],
])('%s is of a test framework: %s', (path, expected) => {
  expect(isFrameworkScript(path)).toBe(expected)
})

describe('an object', () => {
  const { heap, node } = graphFromText(`
    root -> suite -__proto__-> suitePrototype -constructor-> Suite, root -> session -__proto__-> sessionPrototype -constructor-> Session
    root -> hook, root -> bare, root -> waiting -internal:function-> hook
    waiting -internal:parameters_and_registers-> registers
    Suite = closure "Suite" 7:1:1; Session = closure "Session" 8:1:1; hook = closure "hook" 7:2:2
  `)
  const urls = ['/app/node_modules/vitest/dist/runner.js', '/app/src/session.ts']
  const facts = {
    script: (id: number) => ({ url: urls[id - 7]!, sourceMapUrl: '' }),
    source: () => undefined,
    suspendedFunction: () => undefined,
    scopeVariables: () => undefined,
  }
  const scene = new Scene(heap, facts, true)
  test.each([
    ['suite', true],
    ['hook', true],
    ['waiting', true],
    ['session', false],
    ['Session', false],
    ['bare', false],
  ])('by its class, a function by its script, a suspended one too: %s, %s', (word, expected) => {
    expect(isFrameworkObject(scene, node(word))).toBe(expected)
  })
})
