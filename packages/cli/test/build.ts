import { execFileSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The tests run what users run: `dist/toleak.js`, built from the sources as they are. */
export default function buildCli(): void {
  const tsup = join(
    dirname(createRequire(import.meta.url).resolve('tsup/package.json')),
    'dist/cli-default.js',
  )
  const cwd = fileURLToPath(new URL('..', import.meta.url))
  execFileSync(process.execPath, [tsup], { cwd, stdio: ['ignore', 'ignore', 'inherit'] })
}
