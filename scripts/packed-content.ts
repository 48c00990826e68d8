import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './repository.ts'
import { runOrThrow } from './run.ts'

/** Where built files are; beside it npm packs the manifest and texts. */
const BUILT = /^package\/(?:dist\/[^/]+\.(?:js|cjs|d\.ts|d\.cts)|package\.json|README\.md|LICENSE)$/
/** What a reader of the registry's page looks for. */
const TEXTS = ['README.md', 'LICENSE']
const AT_INSTALLATION = ['preinstall', 'install', 'postinstall', 'prepare']

/**
 * What a packed package should not bring: files that were not built, scripts that run at installation, dependencies that
 * docs/dependencies.md does not justify; and what it lacks. A text each.
 *
 * @param tarball absolute path
 */
export async function strayContent(tarball: string): Promise<string[]> {
  const { stdout: list } = await runOrThrow('tar', ['-tzf', tarball])
  const { stdout: text } = await runOrThrow('tar', ['-xzOf', tarball, 'package/package.json'])
  const manifest = JSON.parse(text) as {
    scripts?: Record<string, string>
    dependencies?: Record<string, string>
    optionalDependencies?: Record<string, string>
  }
  const justified = readFileSync(join(root, 'docs/dependencies.md'), 'utf8')
  const dependencies = { ...manifest.dependencies, ...manifest.optionalDependencies }
  const files = list.split('\n')
  return [
    ...TEXTS.filter((text) => !files.includes(`package/${text}`)).map((text) => `no ${text}`),
    ...files
      .filter((file) => file !== '' && !BUILT.test(file))
      .map((file) => `a file that was not built: ${file}`),
    ...AT_INSTALLATION.filter((name) => manifest.scripts?.[name] !== undefined).map(
      (name) => `a script that runs at installation: ${name}`,
    ),
    ...Object.keys(dependencies)
      .filter((name) => !justified.includes(`| \`${name}\``))
      .map((name) => `a dependency that docs/dependencies.md does not justify: ${name}`),
  ]
}
