import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PriorityQueue } from '../../src/heap/priority-queue.ts'

describe('PriorityQueue', () => {
  it('gives the least first, of equal ones the first added', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 9 })), (priorities) => {
        const queue = new PriorityQueue<number>()
        priorities.forEach((priority, i) => queue.add(i, priority))
        expect(queue.size).toBe(priorities.length)
        const expected = [...priorities.keys()].sort((a, b) => priorities[a] - priorities[b])
        expect(expected.map(() => queue.take())).toEqual(expected)
        expect(queue.take()).toBeUndefined()
      }),
    )
  })

  it('stays in order while items come and go', () => {
    const queue = new PriorityQueue<string>()
    queue.add('c', 3)
    queue.add('a', 1)
    expect(queue.take()).toBe('a')
    queue.add('b', 2)
    expect([queue.take(), queue.take(), queue.take()]).toEqual(['b', 'c', undefined])
  })
})
