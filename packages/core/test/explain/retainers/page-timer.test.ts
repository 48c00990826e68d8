import { expect, test } from 'vitest'
import { wordsOf } from '../../fixtures/words-of.ts'

const JSDOM = '/app/node_modules/jsdom/lib/jsdom/browser/Window.js'
const timer = (repeat: string) => `
  root -> timeout -_onTimeout-> task -internal:context-> scope -context:handler-> play, scope -context:repeat-> again
  timeout -_repeat-> null, null = hidden "null", again = hidden "${repeat}"
  timeout = object "Timeout"; task = closure "task" 7:1:1; scope = object "system / Context"; play = closure "play"
`
const STEPS = ['timeout -_onTimeout-> task', 'task -context-> scope', 'scope -handler-> play']

test.each([
  ['true', 'setInterval timer of the window: callback'],
  ['false', 'setTimeout timer of the window: callback'],
])("a timer of jsdom's window is not the timer of Node by which it runs: repeat %s", (repeat, words) => {
  expect(wordsOf(timer(repeat), STEPS, { scripts: { 7: JSDOM } })).toEqual([words])
})

test('up to Node 22 a boolean has its name elsewhere', () => {
  const text = `${timer('system / Oddball')}, again -hidden:0-> name; name = string "true"`
  expect(wordsOf(text, STEPS, { scripts: { 7: JSDOM } })).toEqual([
    'setInterval timer of the window: callback',
  ])
})

test("the user's own function named task is no window's", () => {
  const words = wordsOf(timer('true'), STEPS, { scripts: { 7: '/app/src/task.js' } })
  expect(words[0]).toBe('setTimeout timer: callback')
})
