import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { cache, manifestOf, root } from './repository.ts'
import { npmOrThrow } from './run.ts'

/** The packages that are published, by their folder under packages/. */
export const PACKAGES = ['core', 'vitest', 'jest', 'cli'] as const

/** Absolute path of each package as npm would publish it. */
export type Tarballs = Readonly<Record<(typeof PACKAGES)[number], string>>

/**
 * Packs the packages, which have to be built, into `.cache/packed/`. A tarball's name has a hash of what is in it, so that npm installs it anew when
 * that has changed, and only then.
 *
 * @throws Error if a package has not been built, or npm cannot pack it
 */
export async function packPackages(): Promise<Tarballs> {
  for (const name of PACKAGES)
    if (!existsSync(join(root, 'packages', name, 'dist')))
      throw new Error(`Cannot pack packages/${name}: it has no dist/. Run \`npm run build\` first.`)
  const folder = mkdtempSync(join(tmpdir(), 'toleak-packed-'))
  await npmOrThrow([
    'pack',
    ...PACKAGES.map((name) => `--workspace=packages/${name}`),
    `--pack-destination=${folder}`,
  ])
  mkdirSync(join(cache, 'packed'), { recursive: true })
  const tarballs = Object.fromEntries(PACKAGES.map((name) => [name, keep(name, folder)])) as Tarballs
  rmSync(folder, { recursive: true })
  return tarballs
}

function keep(name: string, folder: string): string {
  const manifest = manifestOf(`packages/${name}`)
  // what npm calls it: no @, and - for /
  const file = `${manifest.name.replace('@', '').replace('/', '-')}-${manifest.version}.tgz`
  const packed = readdirSync(folder)
  if (!packed.includes(file)) throw new Error(`npm pack made ${packed.join(', ')}, expected ${file}, too.`)
  const hash = createHash('sha256')
    .update(readFileSync(join(folder, file)))
    .digest('hex')
  const kept = join(cache, 'packed', `${name}-${hash.slice(0, 12)}.tgz`)
  renameSync(join(folder, file), kept)
  return kept
}
