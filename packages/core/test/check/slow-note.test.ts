import { beforeEach, expect, test } from 'vitest'
import { checkLeaks } from '../../src/check/check-leaks.ts'
import { slowNote } from '../../src/check/slow-note.ts'

class Lamp {
  readonly watts = 5
}

beforeEach(() => void Reflect.deleteProperty(process.getBuiltinModule('node:v8'), '__toleak_slow__'))

const LONG = { baseline: 1500, body: 10, count: 2600 }

test('an assertion that looks for long says what it costs and what to do, once in a process', () => {
  expect(slowNote('expect(fn).not.toLeak(Lamp)', LONG)).toMatch(
    /^toleak: expect\(fn\)\.not\.toLeak\(Lamp\) took 4\.1 s to look through a heap of [\d.]+ MB\. Give tests .*`testTimeout`/,
  )
  expect(slowNote('expect(fn).not.toLeak(Lamp)', LONG)).toBeUndefined()
})

test('the time that the body takes, and what it left to go, is no look', () => {
  expect(
    slowNote('expect(fn).not.toLeak(Lamp)', { baseline: 500, body: 9000, settle: 9000, count: 500 }),
  ).toBeUndefined()
})

test('an assertion that is quick says nothing', () => {
  const notes: string[] = []
  const host = { negated: true, onNote: (line: string) => notes.push(line) }
  expect(checkLeaks(() => void new Lamp(), [Lamp], host)).toMatchObject({ pass: false })
  expect(notes).toEqual([])
})
