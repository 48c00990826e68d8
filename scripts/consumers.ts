import type { Runner } from './runners.ts'

/** A project of somebody who uses the packed packages: the worker example with what belongs to a project around it. */
export interface Consumer {
  readonly name: string
  readonly runner: Runner
  /** Folder of the repository whose `src` and `test` it takes. */
  readonly example: string
  readonly type: 'module' | 'commonjs'
  /** Packages of this repository by the name of their folder; core comes with them. */
  readonly toleak: 'vitest' | 'jest'
  /** From the registry. */
  readonly devDependencies: Readonly<Record<string, string>>
  /** Flags of Node that the runner needs. */
  readonly nodeArgs: readonly string[]
  /** Text of each further file, by its path. */
  readonly files: Readonly<Record<string, string>>
  /** The tsconfig files that must hold; each checks one way to get at `expect`. */
  readonly typeChecks: readonly string[]
}

const assertionTypes = `
class Target {}

export const ofSyncBody: void = expect(() => {}).not.toLeak(Target)
export const ofAsyncBody: Promise<void> = expect(async () => {}).not.toLeak(Target, { allow: 1 })

// @ts-expect-error a sync body gives no promise
export const noPromise: Promise<void> = expect(() => {}).toLeak(Target)
// @ts-expect-error an async body gives a promise
export const notDone: void = expect(async () => {}).toLeak(Target)
// @ts-expect-error a target is a class, not its name
expect(() => {}).not.toLeak('Target')
`

function tsconfig(include: readonly string[], types: readonly string[]): string {
  const compilerOptions = {
    target: 'ES2022',
    module: 'nodenext',
    strict: true,
    noEmit: true,
    allowImportingTsExtensions: true,
    skipLibCheck: true,
    types,
  }
  return JSON.stringify({ compilerOptions, include }, undefined, 2)
}

const jestTypes = {
  'types/jest-globals.ts': `import { expect } from '@jest/globals'\nimport '@toleak/jest'\n${assertionTypes}`,
  'types/globals.ts': `import '@toleak/jest'\n${assertionTypes}`,
  'tsconfig.jest-globals.json': tsconfig(['types/jest-globals.ts', 'test', 'src'], ['node']),
  'tsconfig.globals.json': tsconfig(['types/globals.ts'], ['node', 'jest']),
}

const jestDevDependencies = {
  '@babel/core': '^7.0.0',
  '@babel/preset-env': '^7.0.0',
  '@babel/preset-typescript': '^7.0.0',
  '@jest/globals': '^30.0.0',
  '@types/jest': '^30.0.0',
  '@types/node': '^24.0.0',
  'babel-jest': '^30.0.0',
  jest: '^30.0.0',
  typescript: '^6.0.0',
}

const babelJest = `{
  '\\\\.ts$': [
    'babel-jest',
    { presets: [['@babel/preset-env', { targets: { node: 'current' } }], '@babel/preset-typescript'] },
  ],
}`

export const consumers: readonly Consumer[] = [
  {
    name: 'vitest-esm',
    runner: 'vitest',
    example: 'examples/worker-vitest',
    type: 'module',
    toleak: 'vitest',
    devDependencies: { '@types/node': '^24.0.0', typescript: '^6.0.0', vitest: '^5.0.0' },
    nodeArgs: [],
    files: {
      'vitest.config.ts': `import { defineConfig } from 'vitest/config'

export default defineConfig({ test: { setupFiles: ['@toleak/vitest'], testTimeout: 60_000 } })
`,
      'types/vitest.ts': `import { expect } from 'vitest'\nimport '@toleak/vitest'\n${assertionTypes}`,
      'tsconfig.json': tsconfig(['types', 'test', 'src'], ['node']),
    },
    typeChecks: ['tsconfig.json'],
  },
  {
    name: 'jest-commonjs',
    runner: 'jest',
    example: 'examples/worker-jest',
    type: 'commonjs',
    toleak: 'jest',
    devDependencies: jestDevDependencies,
    nodeArgs: [],
    files: {
      ...jestTypes,
      'jest.config.js': `module.exports = {
  setupFilesAfterEnv: ['@toleak/jest'],
  testTimeout: 60_000,
  transform: ${babelJest},
}
`,
    },
    typeChecks: ['tsconfig.jest-globals.json', 'tsconfig.globals.json'],
  },
  {
    name: 'jest-esm',
    runner: 'jest',
    example: 'examples/worker-jest',
    type: 'module',
    toleak: 'jest',
    devDependencies: jestDevDependencies,
    nodeArgs: ['--experimental-vm-modules'],
    files: {
      ...jestTypes,
      'jest.config.js': `export default {
  extensionsToTreatAsEsm: ['.ts'],
  setupFilesAfterEnv: ['@toleak/jest'],
  testTimeout: 60_000,
  transform: ${babelJest},
}
`,
    },
    typeChecks: ['tsconfig.jest-globals.json', 'tsconfig.globals.json'],
  },
]
