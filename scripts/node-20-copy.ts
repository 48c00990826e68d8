import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { cache, manifestOf, root } from './repository.ts'
import { npmOrThrow } from './run.ts'

/** The newest majors that still run on Node 20, where the repository's own do not. */
const ON_NODE_20: Readonly<Record<string, string>> = { vitest: '^4.1.12', jsdom: '^27.3.0' }

/** What no test of core needs; the copy goes without to be installed sooner. */
const TOOLS = /eslint|prettier|tsup|babel|typedoc|publint|^jest|^node$/

/**
 * A copy of core whose dependencies and Vitest run on Node 20, laid out as the repository is, so that relative paths keep their meaning.
 * The installed packages are kept in `.cache/` until the wanted versions change; core is copied anew each time.
 *
 * @returns absolute path of the folder that stands for the repository
 */
export async function copyForNode20(): Promise<string> {
  const wanted = wantedVersions()
  const hash = createHash('sha256').update(JSON.stringify(wanted)).digest('hex').slice(0, 12)
  const copy = join(cache, 'node-20', hash)
  if (!existsSync(join(copy, 'installed'))) await install(copy, wanted)
  for (const folder of ['packages', 'corpus']) rmSync(join(copy, folder), { recursive: true, force: true })
  cpSync(join(root, 'packages/core'), join(copy, 'packages/core'), {
    recursive: true,
    filter: (file) => !['node_modules', 'toleak-report', '.vitest'].includes(basename(file)),
  })
  // whose texts are golden files of core
  cpSync(join(root, 'corpus/leaks'), join(copy, 'corpus/leaks'), { recursive: true })
  cpSync(join(root, 'tsconfig.base.json'), join(copy, 'tsconfig.base.json'))
  return copy
}

function wantedVersions(): Record<string, string> {
  const core = manifestOf('packages/core')
  const versions = {
    ...manifestOf('.').devDependencies,
    ...core.devDependencies,
    ...core.dependencies,
    ...ON_NODE_20,
  }
  return Object.fromEntries(Object.entries(versions).filter(([name]) => !TOOLS.test(name)))
}

async function install(copy: string, dependencies: Record<string, string>): Promise<void> {
  console.log('Node 20: installing core’s dependencies and a Vitest that runs there …')
  rmSync(join(cache, 'node-20'), { recursive: true, force: true })
  mkdirSync(copy, { recursive: true })
  const manifest = { name: 'core-on-node-20', private: true, type: 'module', dependencies }
  writeFileSync(join(copy, 'package.json'), JSON.stringify(manifest, undefined, 2))
  await npmOrThrow(['install', '--no-package-lock', '--no-audit', '--no-fund'], { cwd: copy })
  writeFileSync(join(copy, 'installed'), '')
}
