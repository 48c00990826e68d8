/**
 * The demonstration: runs both worker examples, prints each failure and where its picture is. Ends with exit code 0 only if each leaking
 * test failed for the right reason and each fixed one passed. The packages have to be built.
 */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './repository.ts'
import { npm } from './run.ts'
import type { Runner } from './runners.ts'
import { withResults } from './runners.ts'
import { readWorkerFailure } from './worker-leak.ts'

const complaints = [...(await demonstrate('vitest')), ...(await demonstrate('jest'))]
if (complaints.length === 0) {
  console.log('\nBoth leaking tests failed for the right reason, and both fixed ones passed.')
} else {
  console.error(['', 'The examples do not show what they should:', ...complaints].join('\n'))
  process.exitCode = 1
}

/** Runs one example and prints what it shows; returns what is wrong with it. */
async function demonstrate(runner: Runner): Promise<string[]> {
  const example = `examples/worker-${runner}`
  const complaints = [...(await showLeak(runner, example)), ...(await showFix(runner, example))]
  return complaints.map((complaint) => `${example}: ${complaint}`)
}

async function showLeak(runner: Runner, example: string): Promise<string[]> {
  console.log(`\n── ${example}: npm run leak ──\n`)
  const cwd = join(root, example)
  // a picture of an earlier run must not pass for this run's
  rmSync(join(cwd, 'toleak-report'), { recursive: true, force: true })
  const { results, output } = await withResults(runner, (flags) =>
    npm(['run', 'leak', '--', ...flags], { cwd }),
  )
  if (results.length !== 1) return [`${results.length} leaking tests ran, expected 1. It printed:\n${output}`]
  const { text, picture, complaints } = readWorkerFailure(results[0], cwd)
  console.log(text)
  if (picture !== undefined) console.log(`\nPicture: ${picture}`)
  return [...complaints]
}

async function showFix(runner: Runner, example: string): Promise<string[]> {
  console.log(`\n── ${example}: npm test ──\n`)
  const cwd = join(root, example)
  const { exitCode, results, output } = await withResults(runner, (flags) =>
    npm(['test', '--', ...flags], { cwd }),
  )
  if (exitCode !== 0 || results.length === 0 || !results.every(({ status }) => status === 'passed'))
    return [`the fixed worker’s tests have to pass. It printed:\n${output}`]
  for (const { title } of results) console.log(`passed: ${title}`)
  return []
}
