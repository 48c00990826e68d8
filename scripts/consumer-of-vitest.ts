import type { Consumer, ConsumerFiles } from './consumers.ts'
import { tsconfigOf } from './tsconfig-text.ts'

/** The project of a consumer that uses Vitest. */
export function vitestFiles({ transform, globals }: Consumer): ConsumerFiles {
  const withSwc = transform === 'swc'
  const config = `${withSwc ? "import swc from 'unplugin-swc'\n" : ''}import { defineConfig } from 'vitest/config'

export default defineConfig({
  ${withSwc ? "plugins: [swc.vite({ module: { type: 'es6' }, jsc: { target: 'es2022' } })],\n  esbuild: false,\n  oxc: false," : ''}
  test: { setupFiles: ['@toleak/vitest'], testTimeout: 120_000, globals: ${globals} },
} as object)
`
  return {
    files: {
      // loaded as a module whatever the project is
      'vitest.config.mts': config,
      'tsconfig.json': tsconfigOf(['node', ...(globals ? ['vitest/globals', '@toleak/vitest'] : [])]),
    },
    nodeArgs: [],
    args: ['--reporter=./record-annotations.ts'],
  }
}
