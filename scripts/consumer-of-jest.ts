import type { Consumer, ConsumerFiles, Transform } from './consumers.ts'
import { tsconfigOf } from './tsconfig-text.ts'

/** As the documentation of each says; the text of the value of `transform`. */
const TRANSFORMS: Readonly<Record<Exclude<Transform, 'runner'>, (isModule: boolean) => string>> = {
  'babel-jest': () => `[
    'babel-jest',
    { presets: [['@babel/preset-env', { targets: { node: 'current' } }], '@babel/preset-typescript'] },
  ]`,
  'ts-jest': (isModule) => `[
    'ts-jest',
    {
      useESM: ${isModule},
      diagnostics: false,
      tsconfig: { target: 'ES2022', module: '${isModule ? 'ESNext' : 'CommonJS'}', isolatedModules: true, types: [] },
    },
  ]`,
  swc: (isModule) => `[
    '@swc/jest',
    {
      jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
      module: { type: '${isModule ? 'es6' : 'commonjs'}' },
      sourceMaps: 'inline',
    },
  ]`,
  esbuild: () => `'<rootDir>/esbuild-transform.cjs'`,
}

/** What esbuild's own documentation leaves to the user. */
const ESBUILD_TRANSFORM = `const { transformSync } = require('esbuild')

module.exports = {
  process(text, file) {
    const { code } = transformSync(text, {
      sourcefile: file,
      loader: 'ts',
      format: 'cjs',
      target: 'es2022',
      sourcemap: 'inline',
    })
    return { code }
  },
}
`

/** The project of a consumer that uses Jest. */
export function jestFiles({ transform, type, globals }: Consumer): ConsumerFiles {
  const isModule = type === 'module'
  if (transform === 'runner') throw new Error('Jest has no transform of its own for TypeScript.')
  return {
    files: {
      'jest.config.cjs': `module.exports = {
  ${isModule ? "extensionsToTreatAsEsm: ['.ts']," : ''}
  setupFilesAfterEnv: ['@toleak/jest'],
  testMatch: ['**/test/**/*.test.ts'],
  testTimeout: 120_000,
  transform: { '\\\\.ts$': ${TRANSFORMS[transform](isModule)} },
}
`,
      ...(transform === 'esbuild' && { 'esbuild-transform.cjs': ESBUILD_TRANSFORM }),
      'tsconfig.json': tsconfigOf(['node', ...(globals ? ['jest', '@toleak/jest'] : [])]),
    },
    nodeArgs: isModule ? ['--experimental-vm-modules'] : [],
    // a file with failures leaves its realm to those that follow in its process, and so makes each count dearer
    args: ['--maxWorkers=2'],
  }
}
