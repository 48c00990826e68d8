import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { installedIn } from './fixture-copy.ts'

/** A project of somebody who lists the adapter in the setup files, and its reporter. */
export interface ReportProject extends Disposable {
  /** Absolute path. */
  readonly project: string
}

/**
 * Makes a project whose test files run in two projects of the runner. In each `keeps nothing` leaks whenever it is tried, unless there is a variable FIXED, and
 * `ends` does not where there is a variable HANG.
 *
 * @param testFiles names, without `.test.ts`
 */
export function makeReportProject(runner: 'vitest' | 'jest', testFiles: readonly string[]): ReportProject {
  const project = mkdtempSync(join(tmpdir(), `toleak-report-${runner}-`))
  symlinkSync(join(installedIn, 'node_modules'), join(project, 'node_modules'), 'junction')
  mkdirSync(join(project, 'test'))
  for (const name of testFiles) writeFileSync(join(project, `test/${name}.test.ts`), testFile(runner))
  for (const [name, text] of Object.entries(FILES[runner])) writeFileSync(join(project, name), text)
  return { project, [Symbol.dispose]: () => rmSync(project, { recursive: true, force: true }) }
}

function testFile(runner: 'vitest' | 'jest'): string {
  const head = runner === 'vitest' ? `import { expect, test } from 'vitest'` : 'jest.retryTimes(1)'
  return `${head}

class Session {}
const kept: Session[] = []

test('keeps nothing', () => {
  expect(() => {
    if (!process.env.FIXED) kept.push(new Session())
  }).not.toLeak(Session)
})

test('ends', async () => {
  if (process.env.HANG) await new Promise((resolve) => setTimeout(resolve, 200_000))
})
`
}

const FILES = {
  vitest: {
    'package.json': '{ "type": "module" }',
    'vitest.config.ts': `import { defineConfig } from 'vitest/config'

const project = (name: string) => ({ extends: true as const, test: { name } })

export default defineConfig({
  test: {
    include: ['test/*.test.ts'],
    setupFiles: ['@toleak/vitest'],
    testTimeout: 250_000,
    hookTimeout: 250_000,
    retry: 1,
    maxWorkers: 4,
    projects: [project('one'), project('two')],
  },
})
`,
  },
  jest: {
    'package.json': '{ "name": "report-project" }',
    'babel.config.cjs': `module.exports = {
  presets: [['@babel/preset-env', { targets: { node: 'current' } }], '@babel/preset-typescript'],
}
`,
    'jest.config.cjs': `const project = (displayName) => ({
  displayName,
  rootDir: __dirname,
  testMatch: ['<rootDir>/test/*.test.ts'],
  setupFilesAfterEnv: ['@toleak/jest'],
})

module.exports = { maxWorkers: 4, testTimeout: 250_000, projects: [project('one'), project('two')] }
`,
  },
} as const
