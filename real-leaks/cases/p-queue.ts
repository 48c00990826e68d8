import type { RealLeak } from '../real-leak.ts'

interface PQueue {
  default: new () => {
    add(task: () => Promise<unknown>, options: { signal: AbortSignal }): Promise<unknown>
  }
}

class Page {
  text = ''
}

const shutdown = new AbortController()

export const realLeak: RealLeak<PQueue> = {
  package: 'p-queue',
  issue: 'https://github.com/sindresorhus/p-queue/pull/235',
  leaked: "The listener that it adds to a task's AbortSignal stayed when the task was done.",
  target: Page,
  async body({ default: PQueue }) {
    await new PQueue().add(async () => new Page(), { signal: shutdown.signal })
  },
  root: 'module cases/p-queue.ts',
  says: ['`shutdown`', 'AbortSignal', 'p-queue-leaky/dist/index.js:215:'],
  cut: 'listener of event "abort"',
  advice: 'removeEventListener("abort", listener)',
}
