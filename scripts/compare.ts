/**
 * Shows side by side what four tools say of five leaks of the corpus: memlab, Chrome DevTools, `jest --detectLeaks` and toleak. Prints
 * the sections of docs/comparison.md.
 *
 *     node scripts/compare.ts timers/set-interval
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { installLocked } from './install-once.ts'
import { manifestOf, root } from './repository.ts'
import type { Outcome } from './run.ts'
import { run, runOrThrow } from './run.ts'

const CASES = [
  'listeners/event-emitter',
  'timers/set-interval',
  'suspended/async-function',
  'collections/weakmap-value',
  'variables/module-map',
]

const folder = join(root, 'comparison')
const modules = join(folder, 'node_modules')
await installLocked('comparison')
const asked = process.argv.slice(2)
const versionOf = (name: string) => manifestOf(`comparison/node_modules/${name}`).version
console.log(
  `Node ${process.version}, memlab ${versionOf('memlab')}, heap-snapshot-toolkit ${versionOf('heap-snapshot-toolkit')}, ` +
    `Jest ${manifestOf('node_modules/jest').version}, toleak ${manifestOf('packages/core').version}.`,
)
for (const name of asked.length > 0 ? asked : CASES) console.log(await sectionOf(name))

async function sectionOf(name: string): Promise<string> {
  const heaps = mkdtempSync(join(tmpdir(), 'toleak-compare-'))
  try {
    const heap = (which: string) => join(heaps, `${which}.heapsnapshot`)
    const written = await runOrThrow(process.execPath, [
      '--no-warnings',
      join(folder, 'write-heaps.ts'),
      name,
      heaps,
    ])
    const className = written.stdout.trim()
    const three = ['baseline', 'target', 'final'].flatMap((which) => [`--${which}`, heap(which)])
    const byDefault = await memlab(heaps, ['find-leaks', ...three])
    const found = await memlab(heaps, ['find-leaks', '--trace-all-objects', ...three])
    const pane = await node('retainers-in-devtools.ts', heap('final'), className)
    const [, id = ''] = /@(\d+)/.exec(pane) ?? []
    const traced = await memlab(heaps, ['trace', '--snapshot', heap('final'), '--node-id', id])
    const jest = await detectLeaks(name)
    const toleak = await run(process.execPath, ['--no-warnings', join(root, 'corpus/show.ts'), name])
    return [
      `## ${name}`,
      `The program, of [corpus/leaks/${name}.ts](../corpus/leaks/${name}.ts):`,
      fenced('ts', programOf(readFileSync(join(root, 'corpus/leaks', `${name}.ts`), 'utf8'))),
      '### memlab',
      `\`memlab find-leaks --baseline … --target … --final …\` ends with “${from(byDefault, 'MemLab found', 'Number of')}”. With \`--trace-all-objects\`:`,
      fenced('', from(found, '--Similar leaks in')),
      `\`memlab trace --snapshot final.heapsnapshot --node-id ${id}\`, the number being that of the instance:`,
      fenced('', from(traced, '[<synthetic>]')),
      '### Chrome DevTools, Retainers pane',
      fenced('', pane),
      '### jest --detectLeaks',
      fenced('', jest),
      '### toleak',
      fenced('', from(toleak.stdout, '1 instance', '1 of 1')),
    ].join('\n\n')
  } finally {
    rmSync(heaps, { recursive: true })
  }
}

/** The source up to the case itself, which says what is expected of toleak. */
function programOf(source: string): string {
  const [program] = source.split('export const leakCase')
  return program.replace(/^import type { LeakCase }.*\n/m, '')
}

async function node(script: string, ...args: string[]): Promise<string> {
  const { stdout } = await runOrThrow(process.execPath, ['--no-warnings', join(folder, script), ...args])
  return stdout
}

async function memlab(heaps: string, args: readonly string[]): Promise<string> {
  const program = join(modules, 'memlab/bin/memlab')
  const { output } = await run(process.execPath, [program, ...args, '--work-dir', join(heaps, 'memlab')], {
    limit: 120,
  })
  return plain(output)
}

async function detectLeaks(name: string): Promise<string> {
  const program = join(root, 'node_modules/jest/bin/jest.js')
  const config = join(folder, 'jest.config.js')
  const { output }: Outcome = await run(process.execPath, [program, '--config', config, '--detectLeaks'], {
    env: { COMPARED_CASE: name },
    limit: 120,
  })
  // times, and where in Jest's own code it was said
  return plain(output).replace(/ \(\d+ ms\)|^Time: .*\n|^ +at .*\n/gm, '')
}

function plain(output: string): string {
  return stripVTControlCharacters(output).replace(/\r/g, '')
}

/** The lines from the first one with `start` to the last before one with `end`. */
function from(text: string, start: string, end?: string): string {
  const lines = text.split('\n')
  const first = lines.findIndex((line) => line.includes(start))
  const last = end === undefined ? -1 : lines.findIndex((line, at) => at > first && line.includes(end))
  return lines.slice(Math.max(first, 0), last === -1 ? undefined : last).join('\n')
}

function fenced(language: string, text: string): string {
  return ['```' + language, text.trim().replaceAll(`${root}/`, ''), '```'].join('\n')
}
