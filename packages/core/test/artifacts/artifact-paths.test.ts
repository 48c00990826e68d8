import { isAbsolute, join, relative, resolve, sep } from 'node:path'
import { pathToFileURL } from 'node:url'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { artifactPaths } from '../../src/artifacts/artifact-paths.ts'
import type { ArtifactOwner } from '../../src/artifacts/artifact-paths.ts'

const root = resolve('/project')
const dir = 'toleak-report'
const report = join(root, dir)

function svgOf(owner: Partial<ArtifactOwner>): string {
  const { svg } = artifactPaths({
    dir,
    root,
    testFile: join(root, 'a.test.ts'),
    testName: 'a',
    ordinal: 1,
    ...owner,
  })
  return relative(report, svg).split(sep).join('/')
}

describe('artifactPaths', () => {
  it('names files after the test file and the test', () => {
    const owner = {
      dir,
      root,
      testFile: join(root, 'src', 'worker.test.ts'),
      testName: 'keeps no computation',
      ordinal: 1,
    }
    const stem = join(report, 'src', 'worker.test.ts', 'keeps-no-computation-1')
    expect(artifactPaths(owner)).toEqual({
      svg: `${stem}.svg`,
      json: `${stem}.json`,
      heapSnapshot: `${stem}.heapsnapshot`,
    })
  })

  it('takes an absolute report folder, and a file URL for the test file', () => {
    const { svg } = artifactPaths({
      dir: resolve('/elsewhere'),
      root,
      testFile: pathToFileURL(join(root, 'b.test.ts')).href,
      testName: 'a',
      ordinal: 1,
    })
    expect(svg).toBe(join(resolve('/elsewhere'), 'b.test.ts', 'a-1.svg'))
  })

  it('counts the failures of one test', () => {
    const owner = { testName: 'counts twice', ordinal: undefined }
    expect([svgOf(owner), svgOf(owner)]).toEqual([
      'a.test.ts/counts-twice-1.svg',
      'a.test.ts/counts-twice-2.svg',
    ])
    expect(svgOf({ ...owner, testFile: join(root, 'b.test.ts') })).toBe('b.test.ts/counts-twice-1.svg')
  })

  it('keeps tests apart whose names differ in case or signs only', () => {
    const paths = ['Frees it', 'frees it', 'frees-it!'].map((testName) =>
      svgOf({ testName, ordinal: undefined }),
    )
    expect(new Set(paths.map((path) => path.toLowerCase())).size).toBe(3)
  })

  it('keeps a test file apart from another, and from itself in another project', () => {
    const folders = [
      { testFile: join(root, 'src', 'a.test.ts') },
      { testFile: join(root, 'src-a.test.ts') },
      { testFile: join(root, 'src/a', 'test.ts') },
      { testFile: join(root, 'src', 'a.test.ts'), project: 'jsdom' },
      { testFile: join(root, 'src', 'a.test.ts'), project: 'node' },
      { testFile: join(root, 'src', 'a.test.ts@node') },
      { testFile: resolve('/other/a.test.ts') },
      { testFile: resolve('/another/a.test.ts') },
    ].map(svgOf)
    expect(new Set(folders).size).toBe(folders.length)
    expect(folders[3]).toBe('src/a.test.ts@jsdom/a-1.svg')
    expect(folders[6]).toMatch(/^outside-[0-9a-f]{8}\/a\.test\.ts\/a-1\.svg$/)
  })

  it('shortens folders that are too deep', () => {
    const deep = svgOf({ testFile: join(root, ...Array(40).fill('folder'), 'a.test.ts') })
    expect(deep).toMatch(/^deep-[0-9a-f]{8}\/a\.test\.ts\/a-1\.svg$/)
  })

  it('stays in the report folder, whatever the names', () => {
    const name = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.constantFrom('.', '/', '\\', 'a', ' ', '@', '\u0000', '%') }),
    )
    fc.assert(
      fc.property(name, name, name, (testFile, testName, project) => {
        const { svg } = artifactPaths({ dir, root, testFile: `x${testFile}`, testName, project, ordinal: 1 })
        const below = relative(report, svg)
        expect(isAbsolute(below)).toBe(false)
        const parts = below.split(sep)
        expect(parts.every((part) => part !== '' && !part.startsWith('.'))).toBe(true)
        expect(parts.length).toBeGreaterThanOrEqual(2)
        expect(below.length).toBeLessThan(420)
        expect(below).not.toContain('\u0000')
      }),
      { numRuns: 500 },
    )
  })
})
