import { installLocked } from '../scripts/install-once.ts'
import { manifestOf } from '../scripts/repository.ts'

/**
 * Installs what toleak is measured against, once: it is heavy (memlab brings puppeteer), so `npm ci` does not.
 *
 * @throws Error if npm cannot
 */
export async function installRivals(): Promise<void> {
  await installLocked('benchmarks')
}

/** The installed version of a package that toleak is measured against. */
export function versionOfRival(name: string): string {
  return manifestOf(`benchmarks/node_modules/${name}`).version
}
