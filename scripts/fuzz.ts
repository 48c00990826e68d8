/**
 * Fuzzes the reader of heap snapshots, guided by what code each input reaches: files made by the fuzzer are read by the parser and by
 * JSON.parse, which must agree, or be refused by one error of ours. Not part of `npm test`.
 *
 *     node scripts/fuzz.ts                       each target for ten minutes
 *     node scripts/fuzz.ts --seconds 3600 bytes  one of them for an hour
 *
 * What is interesting stays in `.cache/fuzz/corpus`, and is where the next run goes on. A file that is read wrong is written to
 * `.cache/fuzz/found`.
 */
import { spawn } from 'node:child_process'
import { createWriteStream, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { build } from 'tsup'
import { writeSeeds } from '../fuzz/seeds.ts'
import { installLocked } from './install-once.ts'
import { libcOption } from './newer-libc.ts'
import { cache, root } from './repository.ts'

const TARGETS = ['bytes', 'edits']
const { values: options, positionals } = parseArgs({
  options: { seconds: { type: 'string', default: '600' } },
  allowPositionals: true,
})
const asked = positionals.length > 0 ? positionals : TARGETS
const unknown = asked.find((target) => !TARGETS.includes(target))
if (unknown !== undefined) throw new Error(`No target ${unknown}, expected ${TARGETS.join(' or ')}.`)

await installLocked('fuzz')
const folder = join(cache, 'fuzz')
const seeds = await writeSeeds(join(folder, 'seeds'))
const found = join(folder, 'found')
mkdirSync(found, { recursive: true })
await build({
  entry: Object.fromEntries(TARGETS.map((target) => [target, join(root, 'fuzz/targets', `${target}.ts`)])),
  outDir: join(folder, 'built'),
  format: 'cjs',
  splitting: false,
  silent: true,
  config: false,
})
for (const target of asked) await fuzz(target, Number(options.seconds))
console.log(`${readdirSync(found).length} files in ${found}.`)

async function fuzz(target: string, seconds: number): Promise<void> {
  const corpus = join(folder, 'corpus', target)
  mkdirSync(corpus, { recursive: true })
  const folders = target === 'bytes' ? [corpus, seeds] : [corpus]
  const libFuzzer = [`-max_total_time=${seconds}`, '-timeout=120', '-rss_limit_mb=4096']
  const [command, ...before] = [...(await libcOption()), process.execPath]
  const jazzer = join(root, 'fuzz/node_modules/@jazzer.js/core/dist/cli.js')
  const child = spawn(
    command,
    [
      ...before,
      jazzer,
      join(folder, 'built', `${target}.cjs`),
      ...folders,
      '--sync',
      // milliseconds; a machine that is busy with something else is no hang
      '--timeout=120000',
      ...['--includes', 'fuzz/built'],
      '--',
      ...libFuzzer,
      `-artifact_prefix=${found}/${target}-`,
      // a dozen edits; a few times the longest seed
      ...(target === 'edits'
        ? ['-max_len=61', '-len_control=0']
        : ['-max_len=6000', `-dict=${join(root, 'fuzz/snapshot.dict')}`]),
    ],
    { cwd: root, env: { ...process.env, TOLEAK_FUZZ_SEEDS: seeds }, stdio: ['ignore', 'pipe', 'pipe'] },
  )
  const log = createWriteStream(join(folder, `${target}.log`))
  for (const stream of [child.stdout, child.stderr]) {
    stream.pipe(log, { end: false })
    stream.pipe(process.stdout, { end: false })
  }
  const code = await new Promise((resolve) => child.on('close', resolve))
  log.end()
  if (code !== 0)
    throw new Error(`Fuzzing ${target} ended with ${String(code)}: see ${folder}/${target}.log and ${found}.`)
}
