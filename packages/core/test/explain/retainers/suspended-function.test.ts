import { PassThrough } from 'node:stream'
import { expect, test } from 'vitest'
import { explained } from '../../fixtures/explained.ts'

class Message {
  readonly text = 'hello'
}
const unanswered: Promise<never>[] = []
class Feed {
  next(): Promise<IteratorResult<number>> {
    const answer = new Promise<never>(() => {})
    unanswered.push(answer)
    return answer
  }
  [Symbol.asyncIterator](): this {
    return this
  }
}
const inbox = new PassThrough({ objectMode: true })
const lengths: number[] = []

test('a loop keeps the value of its last round while it waits for the next', async () => {
  const readAll = async () => {
    for await (const message of inbox) lengths.push((message as Message).text.length)
  }
  void readAll()
  inbox.write(new Message())
  await expect.poll(() => lengths).toEqual([5])
  expect(explained(Message)).toContain('local variable `message`')
  inbox.end()
})

test('what it loops over is not taken for that value', async () => {
  const readAll = async () => {
    for await (const length of new Feed()) lengths.push(length)
  }
  void readAll()
  await new Promise((resolve) => setImmediate(resolve))
  const words = explained(Feed)
  expect(words).toEqual(expect.arrayContaining(['async function readAll', 'Feed']))
  expect(words.join()).not.toContain('`length`')
})
