import { runInNewContext } from 'node:vm'
import { describe, expect, test } from 'vitest'
import { snapshotFacts } from '../../../src/explain/snapshot-facts.ts'
import { Scene } from '../../../src/explain/scene.ts'
import { readLinks } from '../../../src/explain/trace.ts'
import { explained } from '../../fixtures/explained.ts'
import { graphFromText } from '../../fixtures/graph-from-text.ts'

function wordsOf(text: string, ...steps: string[]): string[] {
  const { heap, edge } = graphFromText(text)
  const links = readLinks(new Scene(heap, snapshotFacts(heap), true), steps.map(edge))
  return links.map(({ reading }) => [reading.holder, reading.words].filter(Boolean).join(': '))
}

describe('the handlers of a pending promise, by their distance from the promise that `then` returned', () => {
  const reaction = (rejected: number) => `
    root -> p -internal:reactions_or_result-> r, r -hidden:${rejected}-> onRejected, r -hidden:${rejected + 1}-> onFulfilled
    r -hidden:${rejected + 2}-> returned
    p = object "Promise"; r = hidden "system / PromiseReaction"; returned = object "Promise"
    onRejected = closure "fail"; onFulfilled = closure "show"
  `
  test.each([
    ['Node 22 and later', 1],
    ['Node 20', 0],
  ])('%s', (_, rejected) => {
    const toReaction = 'p -reactions_or_result-> r'
    expect(wordsOf(reaction(rejected), toReaction, 'r -> onFulfilled')).toEqual(['callback of `.then`'])
    expect(wordsOf(reaction(rejected), toReaction, 'r -> onRejected')).toEqual(['callback of `.catch`'])
    expect(wordsOf(reaction(rejected), toReaction, 'r -> returned')).toEqual([
      'promise that `.then` returned',
    ])
  })
})

test('a resolve function resumes who awaits its promise', () => {
  const text = `
    root -> resolve -internal:context-> scope -hidden:1-> p -internal:reactions_or_result-> r -hidden:2-> await
    await -internal:context-> inner -internal:extension-> g -internal:parameters_and_registers-> registers
    resolve -internal:code-> resolveCode, await -internal:code-> awaitCode, g -internal:function-> f -__proto__-> asyncProto
    resolve = closure ""; scope = object "system / Context"; p = object "Promise"; r = hidden "system / PromiseReaction"
    await = closure ""; inner = object "system / Context"; g = object "Generator"; registers = array ""
    f = closure "worker"; asyncProto = object "AsyncFunction"
    resolveCode = code "(PromiseCapabilityDefaultResolve builtin code)"; awaitCode = code "(AsyncFunctionAwaitResolveClosure builtin code)"
  `
  expect(
    wordsOf(
      text,
      'resolve -context-> scope',
      'scope -> p',
      'p -reactions_or_result-> r',
      'r -> await',
      'await -context-> inner',
      'inner -extension-> g',
    ),
  ).toEqual(['resolve function of the promise that async function worker awaits: resumes'])
})

class Ticket {}
const foreign = runInNewContext('new Promise(() => {})') as Promise<void>

test('a promise of another realm is awaited like any other', async () => {
  const wait = async (ticket: Ticket) => {
    await foreign
    return ticket
  }
  void wait(new Ticket())
  // V8 takes hold of a promise of another realm in a job of its own
  await new Promise((resolve) => setImmediate(resolve))
  expect(explained(Ticket).slice(-6)).toEqual([
    'variable `foreign`',
    'Promise',
    'is awaited by',
    'async function wait',
    'local variable `ticket`',
    'Ticket',
  ])
})
