import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import type { AcceptedLeak } from '../../src/accepted/accepted-file.ts'
import { formatAccepted, keyOf, parseAccepted, readAccepted } from '../../src/accepted/accepted-file.ts'
import { CaptureError, InvalidInputError } from '../../src/errors.ts'

const folder = mkdtempSync(join(tmpdir(), 'toleak-accepted-file-'))
afterAll(() => rmSync(folder, { recursive: true }))

const leak = (changed: Partial<AcceptedLeak> = {}): AcceptedLeak => ({
  testFile: 'test/cache.test.ts',
  testName: 'cache > keeps nothing',
  target: 'Session',
  fingerprint: '3b8c31a1d876',
  count: 2,
  trace: 'module src/cache.ts … value of a string key of Map `sessions`',
  ...changed,
})

describe('the text of the file', () => {
  test('has a field a line, and the reason where there is one', () => {
    expect(formatAccepted([leak({ reason: 'Until the cache is bounded (#12).' })])).toBe(
      [
        '{',
        '  "version": 1,',
        '  "leaks": [',
        '    {',
        '      "testFile": "test/cache.test.ts",',
        '      "testName": "cache > keeps nothing",',
        '      "target": "Session",',
        '      "fingerprint": "3b8c31a1d876",',
        '      "count": 2,',
        '      "trace": "module src/cache.ts … value of a string key of Map `sessions`",',
        '      "reason": "Until the cache is bounded (#12)."',
        '    }',
        '  ]',
        '}',
        '',
      ].join('\n'),
    )
    expect(formatAccepted([leak()])).not.toContain('reason')
  })

  test('is the same whatever the order of entries and of their fields, and by no locale', () => {
    const leaks = [
      leak({ testName: 'ä' }),
      leak({ testName: 'z' }),
      leak({ testName: 'Z' }),
      leak({ fingerprint: '0' }),
      leak({ testFile: 'a.test.ts', testName: 'z' }),
    ]
    const turned = leaks
      .toReversed()
      .map((entry) => Object.fromEntries(Object.entries(entry).toReversed()) as unknown as AcceptedLeak)
    expect(formatAccepted(turned)).toBe(formatAccepted(leaks))
    expect(parseAccepted(formatAccepted(leaks), 'f').map(({ testName }) => testName)).toEqual([
      'z',
      'Z',
      'cache > keeps nothing',
      'z',
      'ä',
    ])
  })

  test('is read back as it was, with other line ends and a byte order mark, too', () => {
    const leaks = [leak({ reason: 'a\nb' }), leak({ testName: '"odd" name' })]
    const read = parseAccepted(formatAccepted(leaks), 'f')
    expect(read).toHaveLength(2)
    expect(read).toEqual(expect.arrayContaining(leaks))
    expect(parseAccepted(`\uFEFF${formatAccepted(leaks, '\r\n')}`, 'f')).toEqual(read)
  })

  test('may hold a leak twice after a merge: the greater count and a reason are taken', () => {
    const text = JSON.stringify({
      version: 1,
      leaks: [leak({ count: 5, reason: 'why' }), leak({ count: 2 })],
    })
    expect(parseAccepted(text, 'f')).toEqual([leak({ count: 5, reason: 'why' })])
  })
})

test('a key tells entries apart by every one of its fields', () => {
  const changes: Partial<AcceptedLeak>[] = [
    {},
    { testFile: 'x' },
    { testName: 'x' },
    { target: 'x' },
    { fingerprint: 'x' },
  ]
  expect(new Set(changes.map((changed) => keyOf(leak(changed)))).size).toBe(changes.length)
  expect(keyOf(leak({ count: 9, trace: 'x', reason: 'x' }))).toBe(keyOf(leak()))
})

describe('a text that toleak did not write is refused', () => {
  const withLeak = (changed: object) => JSON.stringify({ version: 1, leaks: [{ ...leak(), ...changed }] })
  test.each([
    ['', /Cannot read the accepted leaks of \/p\/f\.json: .*, expected JSON\. Repair the file, or delete it/],
    [
      '{\n<<<<<<< HEAD\n  "version": 1,\n=======\n>>>>>>> b\n}',
      /the marks of a merge conflict, expected JSON/,
    ],
    ['[]', /: \[\], expected \{ "version": 1, "leaks": \[…\] \}/],
    ['null', /: null, expected \{ "version"/],
    ['{ "leaks": [] }', /: version undefined, expected version 1,/],
    ['{ "version": 2, "leaks": [] }', /: version 2, expected version 1, which this release of toleak writes/],
    ['{ "version": 1, "leaks": [], "more": 1 }', /: "more", expected \{ "version"/],
    ['{ "version": 1, "leaks": {} }', /: "leaks" that is \{\}, expected a list/],
    ['{ "version": 1, "leaks": [7] }', /: entry 1 of "leaks" with 7, expected an object/],
    [withLeak({ count: 0 }), /: entry 1 of "leaks" with "count" 0, expected a whole number, 1 or more/],
    [withLeak({ count: '2' }), /with "count" '2'/],
    [withLeak({ testName: undefined }), /with "testName" undefined, expected a text/],
    [withLeak({ reason: 5 }), /with "reason" 5, expected a text/],
    [withLeak({ note: 'x' }), /with "note", expected one of testFile, testName, .*, reason/],
  ])('%s', (text, message) => {
    expect(() => parseAccepted(text, '/p/f.json')).toThrow(InvalidInputError)
    expect(() => parseAccepted(text, '/p/f.json')).toThrow(message)
  })
})

test('no file is no leaks; one that cannot be read is an error', () => {
  expect(readAccepted(join(folder, 'none.json'))).toEqual([])
  expect(() => readAccepted(folder)).toThrow(CaptureError)
  const file = join(folder, 'some.json')
  writeFileSync(file, formatAccepted([leak()]))
  expect(readAccepted(file)).toEqual([leak()])
})
