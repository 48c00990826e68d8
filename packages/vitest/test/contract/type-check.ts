import { join } from 'node:path'
import { run } from '../../../../scripts/run.ts'
import { installedIn } from './fixture-copy.ts'

/** Compiles a folder that has a tsconfig.json. What the compiler complains about; empty if nothing. */
export async function complaintsOfCompiler(folder: string): Promise<string> {
  const compiler = join(installedIn, 'node_modules/typescript/bin/tsc')
  const { exitCode, output } = await run(process.execPath, [compiler, '-p', folder])
  return exitCode === 0 ? '' : output || `exit code ${exitCode}`
}
