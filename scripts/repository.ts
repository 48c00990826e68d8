import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Absolute path of the repository. */
export const root = join(import.meta.dirname, '..')

/** What may be kept from one run to the next, and may be deleted at any time. */
export const cache = join(root, '.cache')

/** The parts of a package.json that scripts read. */
export interface Manifest {
  readonly name: string
  readonly version: string
  readonly dependencies?: Readonly<Record<string, string>>
  readonly devDependencies?: Readonly<Record<string, string>>
}

/** The package.json of a folder of the repository. */
export function manifestOf(folder: string): Manifest {
  return JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) as Manifest
}
