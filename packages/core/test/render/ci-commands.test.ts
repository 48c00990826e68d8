import { describe, expect, test } from 'vitest'
import { azureCommands, githubAnnotations } from '../../src/render/ci-commands.ts'

const failure = {
  testName: 'keeps nothing',
  headline: '1 instance of Session is still alive.',
  cut: '`kept`',
  place: { file: 'src/kept.ts', line: 3, column: 7 },
  testFile: 'test/a.test.ts',
}
const report = { folder: '/r', summary: '/r/summary.md' }

describe('for GitHub', () => {
  test('a failure is an error at the retaining line, else at its test file', () => {
    expect(githubAnnotations([failure])).toEqual([
      '::error file=src/kept.ts,line=3,col=7,title=toleak%3A this keeps instances alive::1 instance of Session is still alive.%0ACut here: `kept`.%0ATest: keeps nothing',
    ])
    expect(githubAnnotations([{ ...failure, place: undefined }])[0]).toMatch(
      /^::error file=test\/a\.test\.ts,title/,
    )
  })

  test('no name begins another command or property', () => {
    const text = '100%\r\n::warning::x,line=9:\u202e'
    const [line, ...others] = githubAnnotations([
      { ...failure, testName: text, headline: text, cut: text, place: { ...failure.place, file: text } },
    ])
    expect(others).toEqual([])
    expect(line).not.toMatch(/[\r\n\u202e]/)
    expect(line).toContain('file=100%25\\r\\n%3A%3Awarning%3A%3Ax%2Cline=9%3A\\u202e,line=3')
  })

  test('there are ten at most; the last says how many are left', () => {
    const many = githubAnnotations(Array.from({ length: 12 }, () => failure))
    expect(many).toHaveLength(10)
    expect(many.at(-1)).toBe('::notice title=toleak::3 more leaks are in the report.')
    expect(
      githubAnnotations(Array.from({ length: 10 }, () => failure)).every((line) =>
        line.startsWith('::error'),
      ),
    ).toBe(true)
  })
})

describe('for Azure', () => {
  test('issues, the summary and the folder', () => {
    expect(azureCommands([failure], report)).toEqual([
      '##vso[task.logissue type=error;sourcepath=src/kept.ts;linenumber=3;columnnumber=7]1 instance of Session is still alive.%0ACut here: `kept`.%0ATest: keeps nothing',
      '##vso[task.uploadsummary]/r/summary.md',
      '##vso[artifact.upload artifactname=toleak-report]/r',
    ])
  })

  test('no name ends a property or the line', () => {
    const [line] = azureCommands([{ ...failure, place: { ...failure.place, file: 'a];b%\n' } }], report)
    expect(line).toContain('sourcepath=a%5D%3Bb%AZP25\\n;linenumber=3;columnnumber=7]1 instance')
  })
})
