import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BucketQueue, MAX_STEP } from '../../src/heap/bucket-queue.ts'

describe('BucketQueue', () => {
  it('gives the least first, whatever was moved or removed meanwhile', () => {
    const nodeCount = 20
    const anyStep = fc.record({
      node: fc.nat({ max: nodeCount - 1 }),
      ahead: fc.oneof(fc.nat({ max: 2 }), fc.nat({ max: MAX_STEP })),
      take: fc.boolean(),
    })
    fc.assert(
      fc.property(fc.array(anyStep, { maxLength: 60 }), (steps) => {
        const queue = new BucketQueue(nodeCount)
        const waiting = new Map<number, number>()
        let least = 0
        const takeOne = () => {
          least = Math.min(...waiting.values())
          const node = queue.take()
          expect(waiting.get(node)).toBe(least)
          waiting.delete(node)
        }
        for (const { node, ahead, take } of steps) {
          const old = waiting.get(node)
          if (old !== undefined) queue.remove(node, old)
          queue.add(node, least + ahead)
          waiting.set(node, least + ahead)
          if (take) takeOne()
        }
        expect(queue.size).toBe(waiting.size)
        while (waiting.size > 0) takeOne()
        expect(queue.size).toBe(0)
      }),
    )
  })

  it('goes on beyond 32 bits', () => {
    const queue = new BucketQueue(2)
    let priority = 0
    queue.add(0, priority)
    for (let i = 0; i < 200_000; i++) {
      expect(queue.take()).toBe(i % 2)
      priority += MAX_STEP
      queue.add((i + 1) % 2, priority)
    }
    expect(priority).toBeGreaterThan(2 ** 33)
  })
})
