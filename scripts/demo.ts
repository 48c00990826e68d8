/**
 * The demonstration: runs all examples, prints each failure and where its picture is. Ends with exit code 0 only if each leaking test
 * failed with just the text that the example's README shows, and each fixed one passed. The packages have to be built.
 *
 *     node scripts/demo.ts worker-vitest react-effect
 *     node scripts/demo.ts --write
 *
 * `--write` puts what the failures say, and their pictures, into the READMEs instead.
 */
import { copyFileSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { isSameFailure, shownFailure, withFailure } from './example-readme.ts'
import { manifestOf, root } from './repository.ts'
import { npm } from './run.ts'
import { withResults } from './runners.ts'
import { messageOf } from './test-results.ts'

const { values: options, positionals: chosen } = parseArgs({
  allowPositionals: true,
  options: { write: { type: 'boolean', default: false } },
})

const examples = readdirSync(join(root, 'examples'))
const unknown = chosen.find((name) => !examples.includes(name))
if (unknown !== undefined)
  throw new Error(`Cannot show ${unknown}: there is no such example, expected one of ${examples.join(', ')}.`)

const complaints: string[] = []
for (const example of chosen.length > 0 ? chosen : examples) complaints.push(...(await demonstrate(example)))
if (complaints.length === 0) {
  console.log('\nEach leaking test failed with the reason that its README shows, and each fixed one passed.')
} else {
  console.error(['', 'The examples do not show what they should:', ...complaints].join('\n'))
  process.exitCode = 1
}

/** Runs one example and prints what it shows; returns what is wrong with it. */
async function demonstrate(example: string): Promise<string[]> {
  const folder = join(root, 'examples', example)
  const complaints = [...(await showLeak(example, folder)), ...(await showFix(example))]
  return complaints.map((complaint) => `examples/${example}: ${complaint}`)
}

async function showLeak(example: string, folder: string): Promise<string[]> {
  console.log(`\n── examples/${example}: npm run leak ──\n`)
  // a picture of an earlier run must not pass for this run's
  rmSync(join(folder, 'toleak-report'), { recursive: true, force: true })
  const { results, output } = await runScript(example, ['run', 'leak'])
  if (results.length !== 1 || results[0].status !== 'failed')
    return [`Not just one leaking test ran and failed. It printed:\n${output}`]
  const text = messageOf(results[0].failure)
  console.log(text)
  const path = /Ancestors graph: (.+\.svg)$/m.exec(text)?.[1]
  const picture = path === undefined ? '' : resolve(folder, path)
  const complaints = existsSync(picture) ? [] : [`The failure names no picture that is there: ${path}.`]
  if (picture !== '') console.log(`\nPicture: ${picture}`)
  if (options.write && complaints.length === 0) write(folder, text, picture)
  return [...complaints, ...complaintsOf(folder, text)]
}

function complaintsOf(folder: string, text: string): string[] {
  const file = join(folder, 'README.md')
  const shown = shownFailure(readFileSync(file, 'utf8'), file)
  return isSameFailure(shown, text) ? [] : [`Its README shows another failure:\n${shown}`]
}

function write(folder: string, text: string, picture: string): void {
  const file = join(folder, 'README.md')
  writeFileSync(file, withFailure(readFileSync(file, 'utf8'), text))
  copyFileSync(picture, join(folder, 'leak.svg'))
}

async function showFix(example: string): Promise<string[]> {
  console.log(`\n── examples/${example}: npm test ──\n`)
  const { exitCode, results, output } = await runScript(example, ['test'])
  if (exitCode !== 0 || results.length === 0 || !results.every(({ status }) => status === 'passed'))
    return [`The fixed tests have to pass. It printed:\n${output}`]
  for (const { title } of results) console.log(`passed: ${title}`)
  return []
}

function runScript(example: string, script: readonly string[]) {
  const { devDependencies = {} } = manifestOf(`examples/${example}`)
  const runner = '@toleak/jest' in devDependencies ? 'jest' : 'vitest'
  return withResults(runner, (flags) =>
    npm([...script, '--', ...flags], { cwd: join(root, 'examples', example) }),
  )
}
