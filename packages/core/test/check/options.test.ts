import { describe, expect, test } from 'vitest'
import { resolveGrowthOptions, resolveOptions } from '../../src/check/options.ts'
import { InvalidInputError } from '../../src/errors.ts'

test('every option has a default', () => {
  expect(resolveOptions()).toEqual({
    runs: 1,
    warmup: 0,
    failOn: ['per run', 'irregular'],
    allow: 0,
    through: undefined,
    ignore: undefined,
    generations: 5,
    settle: 1000,
    allocationStacks: false,
    artifacts: { dir: 'toleak-report', redact: true, heapSnapshot: false },
  })
})

test('what is given replaces the default, artifact by artifact', () => {
  expect(resolveOptions({ allow: 2, artifacts: { dir: 'out' } })).toMatchObject({
    allow: 2,
    artifacts: { dir: 'out', redact: true },
  })
  expect(resolveOptions({ artifacts: false }).artifacts).toBe(false)
  const snapshot = { heapSnapshot: true, redact: false }
  expect(resolveOptions({ artifacts: snapshot }).artifacts).toMatchObject(snapshot)
})

describe('a wrong option is an error that names it', () => {
  test.each([
    [
      { alow: 1 },
      /^Cannot use option "alow": it is unknown, expected one of runs, warmup, failOn, allow, through, ignore, generations, settle, allocationStacks, artifacts\./,
    ],
    [{ allow: -1 }, /^Cannot use option "allow": found -1, expected a whole number, 0 or more\./],
    [{ runs: 0 }, /^Cannot use option "runs": found 0, expected a whole number, 1 or more\./],
    [{ warmup: '2' }, /"warmup": found '2', expected a whole number, 0 or more/],
    [{ failOn: 'per run' }, /"failOn": found 'per run', expected a list of 'settles late', 'one-off'/],
    [{ failOn: ['clean'] }, /"failOn": found \[ 'clean' \], expected a list of/],
    [{ generations: 1.5 }, /"generations": found 1\.5/],
    [{ settle: '1s' }, /"settle": found '1s'/],
    [{ allocationStacks: 'yes' }, /"allocationStacks": found 'yes', expected true or false/],
    [{ artifacts: true }, /"artifacts": found true, expected an object or false/],
    [{ artifacts: { dri: 'x' } }, /"artifacts\.dri": it is unknown, expected one of dir, redact/],
    [{ artifacts: { dir: '' } }, /"artifacts\.dir": found '', expected a folder's path/],
    [
      { artifacts: { heapSnapshot: true } },
      /"artifacts\.heapSnapshot": .*redact to be false with it: a heap snapshot holds every/,
    ],
    [{ artifacts: { redact: 1 } }, /"artifacts\.redact": found 1, expected true or false/],
  ])('%o', (options, message) => {
    expect(() => resolveOptions(options as never)).toThrow(InvalidInputError)
    expect(() => resolveOptions(options as never)).toThrow(message)
  })

  test('no object at all', () => {
    expect(() => resolveOptions(5 as never)).toThrow(/^Cannot read the options: found 5, expected an object/)
  })
})

test('what holds is told by instances of a class only: without one it is an error, never a search that does not look', () => {
  for (const given of [{ through: {} }, { ignore: 'variable pool' }]) {
    expect(() => resolveGrowthOptions(given)).toThrow(InvalidInputError)
    expect(() => resolveGrowthOptions(given)).toThrow(
      /^Cannot use option "(through|ignore)": no class is named, expected one\. Write expect\(fn\)\.not\.toLeak/,
    )
  }
})
