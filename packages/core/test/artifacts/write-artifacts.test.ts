import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { writeArtifacts } from '../../src/artifacts/write-artifacts.ts'
import { CaptureError } from '../../src/errors.ts'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'toleak-artifacts-'))
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

const artifact = (path: string, content = 'x') => ({ path, content: () => content })

describe('writeArtifacts', () => {
  it('writes files, the folders to them included, and leaves nothing else', () => {
    const svg = join(folder, 'a', 'b', 'c-1.svg')
    const json = join(folder, 'a', 'b', 'c-1.json')
    expect(writeArtifacts([artifact(svg, '<svg/>'), artifact(json, '{}')])).toEqual({
      written: [svg, json],
      problems: [],
    })
    expect(readFileSync(svg, 'utf8')).toBe('<svg/>')
    expect(readdirSync(join(folder, 'a', 'b'))).toEqual(['c-1.json', 'c-1.svg'])
  })

  it('replaces a file of an earlier run', () => {
    const path = join(folder, 'c-1.svg')
    writeArtifacts([artifact(path, 'old, and longer')])
    writeArtifacts([artifact(path, 'new')])
    expect(readFileSync(path, 'utf8')).toBe('new')
  })

  it('says in one line that a file stands where a folder should be', () => {
    writeFileSync(join(folder, 'a'), 'mine')
    const path = join(folder, 'a', 'c-1.svg')
    const { written, problems } = writeArtifacts([artifact(path)])
    expect(written).toEqual([])
    expect(problems).toHaveLength(1)
    expect(problems[0]).toBeInstanceOf(CaptureError)
    expect(problems[0]!.message).toMatch(
      /^Cannot write .*c-1\.svg: a file where a folder should be \((ENOTDIR|EEXIST)\), expected a folder this process may write to\. .*artifacts\.dir/,
    )
    expect(problems[0]!.message).not.toContain('\n')
    expect(problems[0]!.cause).toBeInstanceOf(Error)
    expect(readFileSync(join(folder, 'a'), 'utf8')).toBe('mine')
  })

  it('leaves a folder alone that stands where the file should be, and no temporary file', () => {
    const path = join(folder, 'c-1.svg')
    mkdirSync(join(path, 'inside'), { recursive: true })
    expect(writeArtifacts([artifact(path)]).problems[0]!.message).toContain('Cannot write')
    expect(readdirSync(folder)).toEqual(['c-1.svg'])
    expect(existsSync(join(path, 'inside'))).toBe(true)
  })

  it.skipIf(process.platform === 'win32' || process.getuid?.() === 0)(
    'says that it has no permission',
    () => {
      chmodSync(folder, 0o500)
      expect(writeArtifacts([artifact(join(folder, 'c-1.svg'))]).problems[0]!.message).toContain(
        'no permission (EACCES)',
      )
      chmodSync(folder, 0o700)
    },
  )

  it.skipIf(!existsSync('/proc/self'))('reports a folder that the system denies to exist', () => {
    const { problems } = writeArtifacts([artifact('/proc/toleak/c-1.svg')])
    expect(problems[0]!.message).toMatch(/^Cannot write \/proc\/toleak\/c-1\.svg: /)
  })

  it('goes on when a content cannot be made, and keeps the old file', () => {
    const [svg, json] = [join(folder, 'c-1.svg'), join(folder, 'c-1.json')]
    writeFileSync(svg, 'old')
    const noPicture = new CaptureError('Cannot draw')
    const failing = (error: Error) => ({
      path: svg,
      content: () => {
        throw error
      },
    })
    const { written, problems } = writeArtifacts([
      failing(noPicture),
      failing(new TypeError('x is not\na function')),
      artifact(json),
    ])
    expect(problems[0]).toBe(noPicture)
    expect(problems[1]!.message).toBe(
      `Cannot make ${svg}: x is not a function, expected its content. Please report this.`,
    )
    expect(written).toEqual([json])
    expect(readFileSync(svg, 'utf8')).toBe('old')
  })
})
