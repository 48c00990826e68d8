/**
 * Packs the packages as npm would publish them, has publint and are-the-types-wrong look at them, then installs them into projects
 * outside the repository and runs the worker example there: the leaking test has to fail for the right reason, the fixed one has to
 * pass, the types have to hold; and the command line, which has to explain what a program keeps. The packages have to be built.
 */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Consumer } from './consumers.ts'
import { consumers } from './consumers.ts'
import type { PackedPackage } from './lint-packed.ts'
import { lintPacked } from './lint-packed.ts'
import { nodeBinary } from './nodes.ts'
import { checkCommand } from './packed-command.ts'
import { strayContent } from './packed-content.ts'
import { manifestOf, root } from './repository.ts'
import { npmOrThrow, run } from './run.ts'
import { runTests } from './runners.ts'
import { twoAtOnce } from './two-at-once.ts'
import { readWorkerFailure } from './worker-leak.ts'

/** Whom the types of each package are for, by its folder under packages/. */
const PACKAGES = {
  core: 'everybody',
  vitest: 'modules',
  jest: 'everybody',
  cli: 'nobody',
} as const satisfies Record<string, PackedPackage['typesFor']>

type Tarballs = Readonly<Record<keyof typeof PACKAGES, string>>

const names = Object.keys(PACKAGES) as (keyof typeof PACKAGES)[]
const folder = mkdtempSync(join(tmpdir(), 'toleak-packed-'))
const tarballs = await pack()
const complaints = [...(await lint()), ...(await tryOutAll()), ...(await command())]
if (complaints.length === 0) {
  rmSync(folder, { recursive: true })
  console.log('The packed packages work.')
} else {
  console.error(
    ['', 'The packed packages do not work:', ...complaints, `The projects are kept in ${folder}`].join('\n'),
  )
  process.exitCode = 1
}

async function pack(): Promise<Tarballs> {
  for (const name of names)
    if (!existsSync(join(root, 'packages', name, 'dist')))
      throw new Error(`Cannot pack packages/${name}: it has no dist/. Run \`npm run build\` first.`)
  await npmOrThrow([
    'pack',
    ...names.map((name) => `--workspace=packages/${name}`),
    `--pack-destination=${folder}`,
  ])
  const packed = readdirSync(folder)
  const tarballOf = (name: string): string => {
    const manifest = manifestOf(`packages/${name}`)
    // what npm calls it: no @, and - for /
    const file = `${manifest.name.replace('@', '').replace('/', '-')}-${manifest.version}.tgz`
    if (!packed.includes(file)) throw new Error(`npm pack made ${packed.join(', ')}, expected ${file}, too.`)
    return join(folder, file)
  }
  return Object.fromEntries(names.map((name) => [name, tarballOf(name)])) as Tarballs
}

/** What publint and are-the-types-wrong find, a sentence each. */
async function lint(): Promise<string[]> {
  const complaints: string[] = []
  for (const name of names) {
    const found = [
      ...(await lintPacked({ tarball: tarballs[name], typesFor: PACKAGES[name] })),
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

async function tryOutAll(): Promise<string[]> {
  return (await twoAtOnce(consumers.map((consumer) => () => check(consumer)))).flat()
}

/** What is wrong with the packages in this project, a sentence each. */
async function check(consumer: Consumer): Promise<string[]> {
  const { name } = consumer
  const complaints = await tryOut(consumer, join(folder, name)).catch((error: Error) => [error.message])
  console.log(`${name}: ${complaints.length === 0 ? 'ok' : 'FAILED'}`)
  return complaints.map((complaint) => `${name}: ${complaint}`)
}

async function tryOut(consumer: Consumer, project: string): Promise<string[]> {
  console.log(`${consumer.name}: installing`)
  make(consumer, project)
  await npmOrThrow(['install', '--no-audit', '--no-fund'], { cwd: project })
  console.log(`${consumer.name}: running`)
  return [
    ...(await checkLeak(consumer, project)),
    ...(await checkFix(consumer, project)),
    ...(await checkTypes(consumer, project)),
  ]
}

function make({ name, type, toleak, example, devDependencies, files }: Consumer, project: string): void {
  for (const part of ['src', 'test'])
    cpSync(join(root, example, part), join(project, part), { recursive: true })
  const manifest = {
    name,
    private: true,
    type,
    devDependencies: {
      ...devDependencies,
      '@toleak/core': `file:${tarballs.core}`,
      [`@toleak/${toleak}`]: `file:${tarballs[toleak]}`,
    },
  }
  for (const [file, text] of Object.entries({
    ...files,
    'package.json': JSON.stringify(manifest, undefined, 2),
  })) {
    mkdirSync(dirname(join(project, file)), { recursive: true })
    writeFileSync(join(project, file), text)
  }
}

async function checkLeak(consumer: Consumer, project: string): Promise<string[]> {
  const { results, output } = await runTest(consumer, project, 'test/leaking-worker.test.ts')
  if (results.length !== 1) return [`${results.length} leaking tests ran, expected 1. It printed:\n${output}`]
  const { text, complaints } = readWorkerFailure(results[0], project)
  return complaints.length === 0 ? [] : [...complaints, `The failure:\n${text}`]
}

async function checkFix(consumer: Consumer, project: string): Promise<string[]> {
  const { exitCode, results, output } = await runTest(consumer, project, 'test/fixed-worker.test.ts')
  const ok = exitCode === 0 && results.length > 0 && results.every(({ status }) => status === 'passed')
  return ok ? [] : [`The fixed worker's test has to pass. It printed:\n${output}`]
}

async function runTest({ runner, nodeArgs }: Consumer, project: string, test: string) {
  const node = await nodeBinary(24)
  return runTests({ runner, node, nodeArgs, installedIn: project, cwd: project, args: [test] })
}

async function checkTypes({ typeChecks }: Consumer, project: string): Promise<string[]> {
  const complaints: string[] = []
  for (const config of typeChecks) {
    const tsc = join(project, 'node_modules/typescript/bin/tsc')
    const { exitCode, output } = await run(await nodeBinary(24), [tsc, '-p', config], { cwd: project })
    if (exitCode !== 0) complaints.push(`The types do not hold (tsc -p ${config}):\n${output}`)
  }
  return complaints
}
