import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { RealLeak } from './real-leak.ts'

/** A case with both versions of its package. */
export interface LoadedCase {
  readonly name: string
  readonly realLeak: RealLeak
  readonly fixed: unknown
  readonly leaky: unknown
}

/**
 * Loads the cases with these names, or all, one after the other.
 *
 * @throws Error if their packages are not installed
 */
export async function* loadCases(wanted: readonly string[]): AsyncGenerator<LoadedCase> {
  const folder = join(import.meta.dirname, 'cases')
  const names = readdirSync(folder).map((file) => file.slice(0, -'.ts'.length))
  for (const name of wanted.length > 0 ? wanted : names) {
    const { realLeak } = (await import(join(folder, `${name}.ts`))) as { realLeak: RealLeak }
    yield { name, realLeak, fixed: await import(`${name}-fixed`), leaky: await import(`${name}-leaky`) }
  }
}
