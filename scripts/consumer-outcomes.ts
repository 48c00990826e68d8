import type { TestResult } from './test-results.ts'

const CANNOT_TELL =
  /Cannot tell who leaks: \d instances? of Session stayed alive, and other tests ran at the same time/

/** What must become of each test of the consumers' projects: it passes, or its failure has this text. */
const OUTCOMES: Readonly<Record<string, 'passes' | RegExp>> = {
  'detected leaves none': 'passes',
  'detected leaves one': /detectLeaks\(Session\)\s+1 instance of Session is still alive after the test/,
  'detected leaves none after one that did': 'passes',
  'looked at a sync body that leaks':
    /expect\(fn\)\.not\.toLeak\(Session\)\s+1 instance of Session is still alive after fn\(\) returned[^]+(?:variable|export) `kept`/,
  'looked at an async body that leaks':
    /1 instance of Session is still alive after fn\(\) settled[^]+(?:variable|export) `kept`/,
  'looked at a block that leaks':
    /trackLeaks\(Session\)\s+1 instance of Session is still alive after the block/,
  'looked at a block that does not': 'passes',
  'looked at an object that stays':
    /toBeCollected\(\)\s+The Session is still alive\.[^]+(?:variable|export) `kept`/,
  'looked at an object that goes': 'passes',
  'looked at as many as there are': 'passes',
  'watched leaves none': 'passes',
  'watched leaves one': /1 instance of Session is still alive after the test/,
  'watched leaves none after one that did': 'passes',
  'watched fails for a reason of its own': /^(?![^]*still alive)[^]*reason of its own/,
  'concurrent leaves one while another runs': CANNOT_TELL,
  'concurrent leaves one beside it': CANNOT_TELL,
  'keeps one': 'passes',
  'awaited forgets a body that leaks':
    /Write `await expect\(fn\)\.not\.toLeak\(Session\)`\.\s+Awaited, it would have failed:[^]+1 instance of Session is still alive/,
  'awaited follows one that forgot': 'passes',
  'awaited forgets a body that does not leak':
    /Write `await expect\(fn\)\.not\.toLeak\(Session\)`\.(?![^]*still alive)/,
  'awaited forgets an object': /Write `await expect\(weakRef\)\.not\.toBeCollected\(\)`\./,
  'awaited forgets what comes of a promise':
    /Write `await expect\(promise\)\.resolves\.not\.toBeCollected\(\)`\./,
  'awaited follows another that forgot': 'passes',
  'awaited returns it': 'passes',
  'awaited waits for several': 'passes',
  'awaited goes on with then': 'passes',
  'awaited keeps it for later': 'passes',
}

/** What is wrong with the ends of the tests of `consumer-project/`, a sentence each. */
export function wrongOutcomes(results: readonly TestResult[]): string[] {
  const unknown = results.filter(({ title }) => !(title in OUTCOMES))
  return [
    ...unknown.map(({ title, failure }) => `There was a test "${title}" that is not known. ${failure}`),
    ...Object.entries(OUTCOMES).flatMap(([title, outcome]) => {
      const result = results.find((each) => each.title === title)
      if (!result) return [`The test "${title}" did not run.`]
      const { status, failure } = result
      if (outcome === 'passes') return status === 'passed' ? [] : [`"${title}" has to pass, but: ${failure}`]
      const isRight = status === 'failed' && outcome.test(failure)
      return isRight ? [] : [`"${title}" ended as ${status}, expected a failure like ${outcome}: ${failure}`]
    }),
  ]
}
