import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { manifestOf } from '../scripts/repository.ts'
import { npmOrThrow } from '../scripts/run.ts'

const folder = import.meta.dirname

/**
 * Installs what toleak is measured against, once: it is heavy (memlab brings puppeteer), so `npm ci` does not.
 *
 * @throws Error if npm cannot
 */
export async function installRivals(): Promise<void> {
  const { dependencies = {} } = manifestOf('benchmarks')
  const isInstalled = ([name, version]: [string, string]) =>
    existsSync(join(folder, 'node_modules', name, 'package.json')) && versionOfRival(name) === version
  if (Object.entries(dependencies).every(isInstalled)) return
  console.error('Installing what toleak is measured against …')
  await npmOrThrow(['ci', '--prefix', folder, '--ignore-scripts', '--no-audit', '--no-fund'], {
    env: { PUPPETEER_SKIP_DOWNLOAD: '1' },
  })
}

/** The installed version of a package that toleak is measured against. */
export function versionOfRival(name: string): string {
  return manifestOf(`benchmarks/node_modules/${name}`).version
}
