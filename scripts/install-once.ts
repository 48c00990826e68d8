import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { manifestOf, root } from './repository.ts'
import { npmOrThrow } from './run.ts'

/** What is to be where. */
export interface Installation {
  /** Absolute. */
  readonly folder: string
  /** Name and version of a package on npm. */
  readonly spec: string
  /** A file in the folder without which it is not what is wanted. */
  readonly file: string
  /** Called with the path of that file before the folder takes its name. */
  readonly check?: (file: string) => Promise<void>
}

/**
 * Installs a package from npm into a folder of its own, if it is not there yet. The folder appears under its name only when it is whole,
 * so that an interrupted run leaves nothing to trip over.
 *
 * @returns absolute path of `file`
 */
export async function installOnce({ folder, spec, file, check }: Installation): Promise<string> {
  if (!existsSync(join(folder, file))) {
    console.log(`Fetching ${spec} from npm …`)
    mkdirSync(dirname(folder), { recursive: true })
    const unfinished = mkdtempSync(`${folder}-`)
    await npmOrThrow([
      'install',
      '--prefix',
      unfinished,
      '--no-package-lock',
      '--no-audit',
      '--no-fund',
      spec,
    ])
    await check?.(join(unfinished, file))
    rmSync(folder, { recursive: true, force: true })
    renameSync(unfinished, folder)
  }
  return join(folder, file)
}

/**
 * Installs what a folder of the repository that is no workspace depends on, as its lock file says, if it is not there yet. Nothing is
 * built or downloaded by the packages' own scripts.
 *
 * @param folder relative to the repository
 * @throws Error if npm cannot
 */
export async function installLocked(folder: string): Promise<void> {
  const { dependencies = {} } = manifestOf(folder)
  const isInstalled = ([name, spec]: [string, string]) =>
    existsSync(join(root, folder, 'node_modules', name, 'package.json')) &&
    // an alias is `npm:name@version`
    manifestOf(`${folder}/node_modules/${name}`).version === spec.slice(spec.lastIndexOf('@') + 1)
  if (Object.entries(dependencies).every(isInstalled)) return
  console.error(`Installing what ${folder}/ depends on …`)
  await npmOrThrow(['ci', '--prefix', join(root, folder), '--ignore-scripts', '--no-audit', '--no-fund'])
}
