import { isAbsolute, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { artifactId, artifactPath, testFileFrom } from '../../src/artifacts/artifact-paths.ts'
import type { ArtifactOwner } from '../../src/artifacts/artifact-paths.ts'

const root = resolve('/project')

function idOf(owner: Partial<ArtifactOwner>, ordinal = 1): string {
  return artifactId({ root, testFile: join(root, 'a.test.ts'), testName: 'a', ...owner }, ordinal)
}

describe('artifactId', () => {
  it('names files after the test file and the test', () => {
    const owner = { testFile: join(root, 'src', 'worker.test.ts'), testName: 'keeps no computation' }
    expect(idOf(owner)).toBe('src/worker.test.ts/keeps-no-computation-1')
    expect(idOf(owner, 2)).toBe('src/worker.test.ts/keeps-no-computation-2')
    expect(artifactPath(join(root, 'r'), idOf(owner), 'svg')).toBe(
      join(root, 'r', 'src', 'worker.test.ts', 'keeps-no-computation-1.svg'),
    )
  })

  it('takes a file URL, and a path from the root', () => {
    expect(idOf({ testFile: pathToFileURL(join(root, 'b.test.ts')).href })).toBe('b.test.ts/a-1')
    expect(idOf({ testFile: 'b.test.ts' })).toBe('b.test.ts/a-1')
    expect(testFileFrom(root, pathToFileURL(join(root, 'src', 'b.test.ts')).href)).toBe('src/b.test.ts')
  })

  it('keeps a further try apart from the first, and from a test that is called like one', () => {
    expect(idOf({ retry: 0 })).toBe(idOf({}))
    expect(idOf({ retry: 2 })).toBe('a.test.ts/a-1.retry2')
    expect(idOf({ testName: 'a-1.retry2' })).toBe('a.test.ts/a-1-retry2-1')
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
    ].map((owner) => idOf(owner))
    expect(new Set(folders).size).toBe(folders.length)
    expect(folders[3]).toBe('src/a.test.ts@jsdom/a-1')
    expect(folders[6]).toMatch(/^outside-[0-9a-f]{8}\/a\.test\.ts\/a-1$/)
  })

  it('shortens folders that are too deep', () => {
    const deep = idOf({ testFile: join(root, ...Array(40).fill('folder'), 'a.test.ts') })
    expect(deep).toMatch(/^deep-[0-9a-f]{8}\/a\.test\.ts\/a-1$/)
  })

  it('stays in the report folder, whatever the names', () => {
    const name = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.constantFrom('.', '/', '\\', 'a', ' ', '@', '\u0000', '%') }),
    )
    fc.assert(
      fc.property(name, name, name, (testFile, testName, project) => {
        const below = idOf({ testFile: `x${testFile}`, testName, project, retry: 1 })
        expect(isAbsolute(below)).toBe(false)
        const parts = below.split('/')
        expect(parts.every((part) => part !== '' && !part.startsWith('.'))).toBe(true)
        expect(parts.length).toBeGreaterThanOrEqual(2)
        expect(below.length).toBeLessThan(420)
        expect(below).not.toContain('\u0000')
      }),
      { numRuns: 500 },
    )
  })
})
