import { expect, test } from 'vitest'
import { TimerChains } from '../../src/explain/timer-chains.ts'
import { graphFromText } from '../fixtures/graph-from-text.ts'

const LIST = `
  root -> list -_idleNext-> a -_idleNext-> b -_idleNext-> c -_idleNext-> list
  list -_idlePrev-> c -_idlePrev-> b -_idlePrev-> a -_idlePrev-> list
  root -> alone -_idleNext-> alone, root -> mine -_idleNext-> b
  list = object "TimersList"; mine = object "Mine"
  a = object "Timeout"; b = object "Timeout"; c = object "Timeout"; alone = object "Timeout"`

function chains(text: string) {
  const { heap, node, words } = graphFromText(text)
  const timers = new TimerChains(heap)
  const spell = (edges: readonly number[]) =>
    words([heap.edgeFrom(edges[0]), ...edges.map((edge) => heap.edgeTo(edge))])
  return { timers, node, to: (word: string) => timers.to(node(word)).map(({ edges }) => spell(edges)) }
}

test('a list holds each of its timers, by the shorter way first', () => {
  const { to } = chains(LIST)
  expect(to('a')).toEqual(['list a', 'list c b a'])
  expect(to('c')).toEqual(['list c', 'list a b c'])
  expect(to('b')).toEqual(['list a b', 'list c b'])
})

test('what no list holds is not pending', () => {
  const { timers, node, to } = chains(LIST)
  expect(to('alone')).toEqual([])
  expect(to('mine')).toEqual([])
  expect(['a', 'alone', 'mine', 'list'].map((word) => timers.isPending(node(word)))).toEqual([true, false, false, false]) // prettier-ignore
})

test('a link is between timers, or between one and its list', () => {
  const { heap, edge } = graphFromText(LIST)
  const timers = new TimerChains(heap)
  const links = ['list -_idleNext-> a', 'a -_idleNext-> b', 'b -_idlePrev-> a'].map(edge)
  expect(links.map((each) => timers.isLink(each))).toEqual([true, true, true])
  expect(timers.isLink(edge('mine -_idleNext-> b'))).toBe(false)
})

test('immediates wait in a list of their own', () => {
  const { to } = chains(`
    root -> list -head-> a -_idleNext-> b, list -tail-> b -_idlePrev-> a
    list = object "ImmediateList"; a = object "Immediate"; b = object "Immediate"`)
  expect(to('a')).toEqual(['list a', 'list b a'])
  expect(to('b')).toEqual(['list b', 'list a b'])
})
