/**
 * `npm run bench:realms`: whether the realm of a finished test file is kept alive. Files of one kind run one after another in one
 * process; each collects garbage when it begins and counts the realms (V8 contexts) that are there.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { cache, root } from '../../scripts/repository.ts'
import { run } from '../../scripts/run.ts'
import { tableAsMarkdown, tableAsText } from '../table.ts'

const FILES = 4

/** What the test of each file does. */
const KINDS: Readonly<Record<string, { toleak: boolean; body: string }>> = {
  'passes, without toleak': { toleak: false, body: '' },
  'fails, without toleak': { toleak: false, body: 'expect(1).toBe(2)' },
  'passes, toleak only set up': { toleak: true, body: '' },
  'passed leak assertion': { toleak: true, body: 'expect(() => { new Job() }).not.toLeak(Job)' },
  'failed leak assertion, caught': {
    toleak: true,
    body: 'try { expect(() => { held.push(new Job()) }).not.toLeak(Job) } catch {}',
  },
  'failed leak assertion': {
    toleak: true,
    body: 'expect(() => { held.push(new Job()) }).not.toLeak(Job)',
  },
}

const RUNNERS: Readonly<
  Record<string, { adapter: string; config: (setup: string[]) => string; command: string[] }>
> = {
  jest: {
    adapter: '@toleak/jest',
    config: (setup) =>
      `module.exports = { setupFilesAfterEnv: ${JSON.stringify(setup)}, testTimeout: 120000 }`,
    command: [join(root, 'node_modules/jest/bin/jest.js'), '--runInBand', '--config', 'config.cjs'],
  },
  'vitest vmThreads': {
    adapter: '@toleak/vitest',
    config: (setup) =>
      `module.exports = { test: { setupFiles: ${JSON.stringify(setup)}, globals: true, pool: 'vmThreads', maxWorkers: 1, fileParallelism: false, testTimeout: 120000 } }`,
    command: [join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--config', 'config.cjs'],
  },
}

const rows: string[][] = []
for (const [runner, { adapter, config, command }] of Object.entries(RUNNERS))
  for (const [kind, { toleak, body }] of Object.entries(KINDS)) {
    const folder = join(cache, 'realms')
    const log = join(folder, 'realms.log')
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'package.json'), '{}')
    writeFileSync(join(folder, 'config.cjs'), config(toleak ? [adapter] : []))
    for (let file = 1; file <= FILES; file++)
      writeFileSync(join(folder, `file-${file}.test.js`), fileThat(body, log))
    const { output } = await run(process.execPath, command, { cwd: folder })
    const counts = readFileSync(log, 'utf8').trim().split('\n')
    if (counts.length !== FILES) throw new Error(`Not all files of "${kind}" ran:\n${output}`)
    console.error(`${runner}  ${kind}  ${counts.join(' ')}`)
    rows.push([runner, kind, counts.join(' ')])
  }

const table = {
  title: `Realms at the beginning of each of ${FILES} test files in one process, Node ${process.version}`,
  head: ['runner', 'test', 'realms'],
  rows,
  wordColumns: 3,
  notes: [],
}
console.log(process.argv.includes('--markdown') ? tableAsMarkdown(table) : tableAsText(table))

function fileThat(body: string, log: string): string {
  return `
class Job {}
const held = []
beforeAll(async () => {
  const v8 = process.getBuiltinModule('node:v8')
  v8.setFlagsFromString('--expose-gc')
  globalThis.collect = process.getBuiltinModule('node:vm').runInNewContext('gc')
  v8.setFlagsFromString('--no-expose-gc')
  for (let turn = 0; turn < 5; turn++) {
    await new Promise((resolve) => setTimeout(resolve, 20))
    collect()
  }
  process.getBuiltinModule('node:fs').appendFileSync(${JSON.stringify(log)}, v8.getHeapStatistics().number_of_native_contexts + '\\n')
})
test('test', () => { ${body} })
`
}
