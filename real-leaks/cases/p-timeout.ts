import type { RealLeak } from '../real-leak.ts'

interface PTimeout {
  default<Value>(
    promise: Promise<Value>,
    options: { milliseconds: number; signal: AbortSignal },
  ): Promise<Value>
}

class Reply {
  status = 200
}

const shutdown = new AbortController()

export const realLeak: RealLeak<PTimeout> = {
  package: 'p-timeout',
  issue: 'https://github.com/sindresorhus/p-timeout/issues/42',
  leaked: "The listener that it adds to the caller's AbortSignal was never removed.",
  target: Reply,
  async body({ default: pTimeout }) {
    await pTimeout(Promise.resolve(new Reply()), { milliseconds: 1000, signal: shutdown.signal })
  },
  root: 'module cases/p-timeout.ts',
  says: ['`shutdown`', 'AbortSignal', 'p-timeout-leaky/index.js:59:'],
  cut: 'listener of event "abort"',
  advice: 'removeEventListener("abort", listener)',
}
