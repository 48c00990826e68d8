import { expect, test } from 'vitest'
import type { ReportedFailure } from '../../src/artifacts/manifest.ts'
import { formatManifest, parseManifest, readManifest } from '../../src/artifacts/manifest.ts'
import { InvalidInputError } from '../../src/errors.ts'
import { FACTS } from '../fixtures/reported.ts'

const failure: ReportedFailure = {
  ...FACTS,
  id: 'a.test.ts/keeps-nothing-1',
  key: 'k',
  root: '..',
  testFile: 'a.test.ts',
  testName: 'keeps nothing',
  retry: 1,
}

test('what is written is read again, in the order of files and tests', () => {
  const others = [10, 9].map((number) => ({ ...failure, id: `a.test.ts/keeps-nothing-${number}` }))
  const text = formatManifest([...others, failure])
  expect(parseManifest(text, 'm')).toEqual([failure, others[1], others[0]])
})

test('there is none where there is no file', () => {
  expect(readManifest('/nowhere/manifest.json')).toBeUndefined()
})

const whole = JSON.parse(formatManifest([failure])) as object
const withFailure = (change: object) => ({ ...whole, failures: [{ ...failure, ...change }] })

test.each([
  ['cut short', formatManifest([failure]).slice(0, 80), /found no whole JSON .*expected the manifest/],
  ['of another program', '{"dependencies":{}}', /a file that toleak did not write/],
  ['of another version', { ...whole, version: 2 }, /found version 2, expected version 1, which this release/],
  ['without a list', { ...whole, failures: 7 }, /"failures" that is 7/],
  ['with an entry that is none', { ...whole, failures: [null] }, /failure 1 with null/],
  [
    'with a path that leads out',
    withFailure({ id: '../../etc/passwd-1' }),
    /failure 1 with "id" '\.\.\/\.\./,
  ],
  ['with an absolute path', withFailure({ id: '/etc/passwd-1' }), /"id"/],
  ['with a path of Windows', withFailure({ id: 'a\\..\\b/c-1' }), /"id"/],
  ['with a file of another kind', withFailure({ files: ['html'] }), /"files"/],
  ['without a name', withFailure({ testName: undefined }), /"testName" undefined/],
  ['with half a place', withFailure({ place: { file: 'a' } }), /"place"/],
  ['with a try that is none', withFailure({ retry: 0 }), /"retry" 0/],
])('a manifest %s is refused', (_, content, message) => {
  const text = typeof content === 'string' ? content : JSON.stringify(content)
  expect(() => parseManifest(text, '/r/manifest.json')).toThrow(InvalidInputError)
  expect(() => parseManifest(text, '/r/manifest.json')).toThrow(message)
  expect(() => parseManifest(text, '/r/manifest.json')).toThrow(
    /^Cannot read the report of \/r\/manifest\.json: /,
  )
})
