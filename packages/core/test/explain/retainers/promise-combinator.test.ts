import { expect, it } from 'vitest'
import { explained } from '../../fixtures/explained.ts'

class Part {}
class Loaded {}
class Failure extends Error {}
class Raced {}

const pending = new Promise<never>(() => {})
const kept: unknown[] = []

it.each([
  ['Promise.all', Part, (part: Promise<unknown>) => Promise.all([part, pending]), 'result [0]'],
  [
    'Promise.allSettled',
    Loaded,
    (part: Promise<unknown>) => Promise.allSettled([pending, part]),
    'result [1]',
  ],
])('%s keeps the results it has', async (call, Target, combine, part) => {
  kept.push(combine(Promise.resolve(new Target())))
  await Promise.resolve()
  expect(explained(Target)).toContain(`reaction of \`${call}\`, ${part}`)
})

it('Promise.any keeps the errors it has', async () => {
  kept.push(Promise.any([Promise.reject(new Failure()), pending]))
  await Promise.resolve()
  expect(explained(Failure)).toContain('reaction of `Promise.any`, error [0]')
})

it('a race is known by the promises that share its resolve function', async () => {
  const other = new Promise(() => {})
  kept.push(other)
  const raced = new Raced()
  void Promise.race([pending, other]).then(() => raced)
  await Promise.resolve()
  const words = explained(Raced)
  expect(words).toContain('reaction of `Promise.race`')
  expect(words).not.toContain('resolve function of a promise')
})
