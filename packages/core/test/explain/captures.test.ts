import { afterEach, describe, expect, test } from 'vitest'
import { beginsWithUse, wholeFunction } from '../../src/explain/captures.ts'
import { stepsOfLeak } from '../fixtures/edges-of-leak.ts'

class Draft {
  readonly words = 1200
}

const kept: unknown[] = []
afterEach(() => {
  kept.length = 0
})

function noteOf(leak: () => void): string | undefined {
  return stepsOfLeak(leak, Draft).at(-1)?.note
}

// V8 may have dropped the code of a function that has not run for a while: then nothing is said
describe('a function that holds a variable', { retry: 2 }, () => {
  test('which only another function of its scope uses is said to, with the name of the other', () => {
    const edit = (draft: Draft) => {
      let saved = 0
      const save = () => (saved = draft.words)
      const isSaved = () => saved > 0
      return { save, isSaved }
    }
    const both = () => void kept.push(edit(new Draft()))
    expect(noteOf(both)).toBeUndefined()
    kept.length = 0
    const withoutSave = () => void kept.push(edit(new Draft()).isSaved)
    expect(noteOf(withoutSave)).toBe(
      'captured because another function in the same scope uses it; function isSaved itself does not',
    )
  })

  test('which a function that is still alive uses is said to be captured for that one', () => {
    const edit = (draft: Draft) => {
      const save = () => draft.words
      return function report() {
        return save()
      }
    }
    expect(noteOf(() => void kept.push(edit(new Draft())))).toBe(
      'captured because function save in the same scope uses it; function report itself does not',
    )
  })

  test('which it uses, if only in an inner function, has no note', () => {
    const edit = (draft: Draft) =>
      function outer() {
        return () => draft.words
      }
    expect(noteOf(() => void kept.push(edit(new Draft())))).toBeUndefined()
  })

  test('has no note when an eval may use it', () => {
    const edit = (draft: Draft) => {
      const save = () => draft.words
      return [
        function report() {
          return eval('draft') as Draft
        },
        save,
      ]
    }
    expect(noteOf(() => void kept.push(edit(new Draft())[0]))).toBeUndefined()
  })
})

describe('where a function ends', () => {
  test.each([
    ['() => saved > 0\n  return { save }\n}', '() => saved > 0'],
    ['() => saved > 0)\nfoo', '() => saved > 0'],
    ['() => a, b)', '() => a'],
    ['(a, b) {\n return a + "}" \n}\n other() {}', '(a, b) {\n return a + "}" \n}'],
    ['(a) { return await this.#x(super.y) }', '(a) { return await this.#x(super.y) }'],
    ['x => x.map((y) => { return `}${y}` }), 3', 'x => x.map((y) => { return `}${y}` })'],
    ['() => a\n  .then(b)\n  .catch(c)\nfoo()', '() => a\n  .then(b)\n  .catch(c)'],
    ['() => a\n in b\n}', '() => a\n in b'],
    ['() => class {}.name + draft, 2', '() => class {}.name + draft'],
    ['() => /[}]/.test(x)\nconst', '() => /[}]/.test(x)'],
    ['() => { await x }\n', '() => { await x }'],
  ])('%j', (text, whole) => {
    expect(wholeFunction(text)).toBe(whole)
  })

  test.each([
    ['in the middle of a condition', '() => a : b'],
    ['a class', 'class A { x = 1 }'],
    ['no function', '+ 1'],
    ['cut off', '() => foo(\n bar(\n'],
    ['cut off where it was whole, and may go on', `() => foo\n  .then(${'bar(\n'.repeat(50)}`],
  ])('is not known: %s', (_, text) => {
    expect(wholeFunction(text)).toBeUndefined()
  })
})

test.each([
  ['() => draft.words)', true],
  ['(a, b) => a + draft)', true],
  ['() => {\n  save()\n  return draft\n}', true],
  ['() { save() } other() { draft }', false],
  ['() => saved, () => draft)', false],
  ['() => {}\ndraft()', false],
  ['() => drafts + $draft + draft2)', false],
  ['() => 1', false],
])('whether a function uses a variable before it can have ended: %s', (text, isUsed) => {
  expect(beginsWithUse(text, 'draft')).toBe(isUsed)
})

test('a variable may have a dollar in its name', () => {
  expect(beginsWithUse('() => $draft.words)', '$draft')).toBe(true)
  expect(beginsWithUse('() => draft.words)', '$draft')).toBe(false)
})
