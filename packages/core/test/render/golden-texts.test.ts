import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { LeakReport } from '../../src/check/leak-report.ts'
import { findLeaks } from '../../src/check/find-leaks.ts'

const corpus = join(import.meta.dirname, '../../../../corpus')

/** Ten cases of the corpus, each another way of holding. */
const CASES = [
  'closures/sibling-closure',
  'collections/weakmap-value',
  'errors/unread-stack',
  'iterators/map-iterator',
  'listeners/event-emitter',
  'promises/then-callback',
  'properties/private-field',
  'streams/pipe',
  'suspended/async-function',
  'timers/set-interval',
]

interface Twins {
  readonly target: abstract new (...args: never[]) => object
  readonly leaking: () => unknown
  readonly before?: () => unknown
  readonly after?: () => unknown
}

// a red assertion takes a second where much else runs
describe('what failures say of the corpus, on every Node', { timeout: 60_000 }, () => {
  it.each(CASES)('%s', async (name) => {
    const { leakCase } = (await import(join(corpus, 'leaks', `${name}.ts`))) as { leakCase: Twins }
    const { target, leaking, before, after } = leakCase
    await before?.()
    const report: LeakReport = await findLeaks(leaking, target, undefined, { projectRoot: corpus })
    await after?.()
    await expect(withoutNumbers(report.toText())).toMatchFileSnapshot(
      `golden/texts/${name.replace('/', '-')}.txt`,
    )
  })
})

/** Without V8's ids and sizes, which are not the same in every V8; what follows them stays in its column. */
function withoutNumbers(text: string): string {
  return text
    .replaceAll(/@\d+.*?(?= born in|$)/gm, (words) =>
      words.replace(/\d+/, '…').trimEnd().padEnd(words.length),
    )
    .replaceAll(/retains [\d.]+ k?B/g, 'retains … B')
}
