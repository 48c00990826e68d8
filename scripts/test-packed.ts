/**
 * Packs the packages as npm would publish them, has publint and are-the-types-wrong look at them, and tries the command line, which has to explain
 * what a program keeps. `scripts/test-matrix.ts` tries the adapters. The packages have to be built.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { PackedPackage } from './lint-packed.ts'
import { lintPacked } from './lint-packed.ts'
import { checkCommand } from './packed-command.ts'
import { strayContent } from './packed-content.ts'
import { PACKAGES, packPackages } from './packed-packages.ts'

/** Whom the types of each package are for. */
const TYPES_FOR = {
  core: 'everybody',
  vitest: 'modules',
  jest: 'readersOfExports',
  cli: 'nobody',
} as const satisfies Record<(typeof PACKAGES)[number], PackedPackage['typesFor']>

const folder = mkdtempSync(join(tmpdir(), 'toleak-packed-'))
const tarballs = await packPackages()
const complaints = [...(await lint()), ...(await command())]
if (complaints.length === 0) {
  rmSync(folder, { recursive: true })
  console.log('The packed packages work.')
} else {
  console.error(
    ['', 'The packed packages do not work:', ...complaints, `The project is kept in ${folder}`].join('\n'),
  )
  process.exitCode = 1
}

/** What publint and are-the-types-wrong find, a sentence each. */
async function lint(): Promise<string[]> {
  const complaints: string[] = []
  for (const name of PACKAGES) {
    const found = [
      ...(await lintPacked({ tarball: tarballs[name], typesFor: TYPES_FOR[name] })),
      ...(await strayContent(tarballs[name])),
    ]
    console.log(`packages/${name}: ${found.length === 0 ? 'ok' : 'FAILED'}`)
    complaints.push(...found.map((complaint) => `packages/${name}: ${complaint}`))
  }
  return complaints
}

async function command(): Promise<string[]> {
  const complaints = await checkCommand(join(folder, 'command'), tarballs)
  console.log(`command: ${complaints.length === 0 ? 'ok' : 'FAILED'}`)
  return complaints
}
