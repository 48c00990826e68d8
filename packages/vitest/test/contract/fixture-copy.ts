import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const packages = join(import.meta.dirname, '../../..')

/** The repository's installed packages, the runners among them. */
export const installedIn = join(packages, '..')

/** A fixture project outside the repository, so that nothing a run writes is left in it. */
export interface FixtureCopy extends Disposable {
  /** Absolute path of the project. */
  readonly project: string
}

/**
 * Copies the fixture project of an adapter, and the contract beside it as in the repository.
 *
 * @param adapter folder below `packages/`
 */
export function copyFixture(adapter: 'vitest' | 'jest'): FixtureCopy {
  const copy = mkdtempSync(join(tmpdir(), `toleak-${adapter}-`))
  for (const folder of ['vitest/test/contract', `${adapter}/test/fixtures/project`])
    cpSync(join(packages, folder), join(copy, folder), { recursive: true })
  symlinkSync(join(installedIn, 'node_modules'), join(copy, 'node_modules'), 'junction')
  return {
    project: join(copy, adapter, 'test/fixtures/project'),
    [Symbol.dispose]: () => rmSync(copy, { recursive: true }),
  }
}
