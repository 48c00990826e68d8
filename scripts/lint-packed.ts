import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'
import { installOnce } from './install-once.ts'
import { nodeBinary } from './nodes.ts'
import { cache } from './repository.ts'
import { run } from './run.ts'

/** A package as npm would publish it. */
export interface PackedPackage {
  /** Absolute path. */
  readonly tarball: string
  /**
   * Who must find its types: whoever imports or requires it; the same, if their TypeScript reads `exports`, as it must to find a module beside the
   * package's own; only who imports it; or nobody, because it is a command.
   */
  readonly typesFor: keyof typeof PROFILES | 'nobody'
}

/** The profiles of are-the-types-wrong. */
const PROFILES = { everybody: 'strict', readersOfExports: 'node16', modules: 'esm-only' } as const

/** Kept out of the devDependencies: it brings a TypeScript of its own. */
const ARE_THE_TYPES_WRONG = '0.18.5'

/**
 * What publint, its suggestions included, and are-the-types-wrong find in a package, a text each.
 *
 * @throws Error if are-the-types-wrong is not there and npm cannot fetch it
 */
export async function lintPacked({ tarball, typesFor }: PackedPackage): Promise<string[]> {
  const { buffer, byteOffset, byteLength } = readFileSync(tarball)
  const { messages, pkg = {} } = await publint({
    pack: { tarball: buffer.slice(byteOffset, byteOffset + byteLength) },
    strict: true,
  })
  const complaints = messages.map(
    (message) => `publint: ${formatMessage(message, pkg, { color: false }) ?? message.code}`,
  )
  if (typesFor === 'nobody') return complaints
  const { exitCode, output } = await run(await nodeBinary(24), [
    await areTheTypesWrong(),
    tarball,
    `--profile=${PROFILES[typesFor]}`,
    '--format=ascii',
    '--no-emoji',
  ])
  // no types at all are no problem to it
  const isFine = exitCode === 0 && !output.includes('does not contain types')
  return isFine ? complaints : [...complaints, `are-the-types-wrong:\n${output}`]
}

/** Its script, from npm if it is not there yet. */
function areTheTypesWrong(): Promise<string> {
  return installOnce({
    folder: join(cache, `are-the-types-wrong-${ARE_THE_TYPES_WRONG}`),
    spec: `@arethetypeswrong/cli@${ARE_THE_TYPES_WRONG}`,
    file: 'node_modules/@arethetypeswrong/cli/dist/index.js',
  })
}
