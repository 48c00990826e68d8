import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Tarballs } from './packed-packages.ts'
import { cache } from './repository.ts'
import { npmOrThrow } from './run.ts'

/** A major version of a runner, as consumers have it. */
export type RunnerMajor = 'vitest-3' | 'vitest-4' | 'vitest-5' | 'jest-29' | 'jest-30'

const swc = { '@swc/core': '^1.0.0' }

const ofVitest = { '@types/node': '^22.0.0', ...swc, 'unplugin-swc': '^1.0.0' }

const ofJest = {
  '@babel/core': '^7.0.0',
  '@babel/preset-env': '^7.0.0',
  '@babel/preset-typescript': '^7.0.0',
  ...swc,
  '@swc/jest': '^0.2.0',
  '@types/node': '^22.0.0',
  esbuild: '^0.28.0',
  'ts-jest': '^29.0.0',
}

/** From the registry. The oldest runners are tried with the oldest TypeScript that their users may still have. */
const DEPENDENCIES: Readonly<Record<RunnerMajor, Readonly<Record<string, string>>>> = {
  'vitest-3': { ...ofVitest, typescript: '~5.5.0', vitest: '^3.2.0' },
  'vitest-4': { ...ofVitest, typescript: '^5.9.0', vitest: '^4.0.0' },
  'vitest-5': { ...ofVitest, typescript: '^6.0.0', vite: '^8.0.0', vitest: '^5.0.0' },
  'jest-29': {
    ...ofJest,
    '@jest/globals': '^29.0.0',
    '@types/jest': '^29.0.0',
    'babel-jest': '^29.0.0',
    jest: '^29.0.0',
    typescript: '~5.5.0',
  },
  'jest-30': {
    ...ofJest,
    '@jest/globals': '^30.0.0',
    '@types/jest': '^30.0.0',
    'babel-jest': '^30.0.0',
    jest: '^30.0.0',
    typescript: '^5.9.0',
  },
}

const homes = new Map<RunnerMajor, Promise<string>>()

/**
 * A folder below which projects of one runner major find what they depend on: the runner, compilers and the packed packages, installed by npm. It is
 * kept in `.cache/consumers/`; what has not changed is not installed again.
 *
 * @returns its absolute path
 */
export function consumerHome(major: RunnerMajor, tarballs: Tarballs): Promise<string> {
  const home = homes.get(major) ?? install(major, tarballs)
  homes.set(major, home)
  return home
}

async function install(major: RunnerMajor, tarballs: Tarballs): Promise<string> {
  const home = join(cache, 'consumers', major)
  const adapter = major.startsWith('vitest') ? 'vitest' : 'jest'
  const manifest = {
    name: `consumers-of-${major}`,
    private: true,
    devDependencies: {
      ...DEPENDENCIES[major],
      '@toleak/core': `file:${tarballs.core}`,
      [`@toleak/${adapter}`]: `file:${tarballs[adapter]}`,
    },
  }
  const text = JSON.stringify(manifest, undefined, 2)
  const installed = join(home, 'installed.json')
  if (existsSync(installed) && readFileSync(installed, 'utf8') === text) return home
  console.log(`${major}: installing …`)
  // as for a new user: an older lock file would keep where npm put things when the packages asked for others
  rmSync(home, { recursive: true, force: true })
  mkdirSync(home, { recursive: true })
  writeFileSync(join(home, 'package.json'), text)
  await npmOrThrow(['install', '--no-audit', '--no-fund', '--prefer-offline'], { cwd: home, limit: 1200 })
  writeFileSync(installed, text)
  return home
}
