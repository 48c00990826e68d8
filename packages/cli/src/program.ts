import { readFileSync } from 'node:fs'
import { ToleakError } from '@toleak/core'
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander'
import type { DiffOptions } from './diff.ts'
import { diff } from './diff.ts'
import { CommandError, EXIT } from './exit-codes.ts'
import type { ExplainOptions } from './explain.ts'
import { explain } from './explain.ts'
import type { MergeOptions } from './merge.ts'
import { merge } from './merge.ts'
import type { SummaryOptions } from './summary.ts'
import { SORTS, summary } from './summary.ts'
import { note } from './terminal.ts'

const HELP = `
Examples:
  toleak summary heap.heapsnapshot                        what the heap is made of
  toleak explain heap.heapsnapshot Session --svg why.svg  why sessions are alive, with a picture
  toleak explain heap.heapsnapshot @174021                why this very object is
  toleak diff before.heapsnapshot after.heapsnapshot.gz   what came in between
  toleak merge shard-1 shard-2 --out toleak-report        one report of two

Snapshots are files that Node, Chrome, Electron or another V8 wrote, gzipped or not. Write one with
  node --heapsnapshot-signal=SIGUSR2 server.js            then kill -USR2 <pid>, or v8.writeHeapSnapshot(),
or from the Memory panel of Chrome DevTools.

Exit codes:
  ${EXIT.done}   done
  ${EXIT.notFound}   nothing alive of this class, or no such id
  ${EXIT.usage}   wrong usage: an unknown command or option, a missing or wrong argument
  ${EXIT.badInput}   a file cannot be read, is no snapshot or no report, or two snapshots are of different processes
  ${EXIT.notWritten}   a result could not be made or written
  ${EXIT.unexpected}  a mistake of toleak's own
`

/** The exit code that a command line ends with. What it has to say is printed by then. */
export async function run(args: readonly string[]): Promise<number> {
  try {
    await createProgram().parseAsync(args, { from: 'user' })
    return EXIT.done
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage
    if (error instanceof CommandError) return failed(error.message, error.exitCode)
    // core's own errors all speak of the snapshots
    if (error instanceof ToleakError) return failed(error.message, EXIT.badInput)
    process.stderr.write(
      `toleak met what it did not expect, which is a mistake of its own. Please report it with this:\n${error instanceof Error ? error.stack : String(error)}\n`,
    )
    return EXIT.unexpected
  }
}

function failed(message: string, exitCode: number): number {
  note(message)
  return exitCode
}

function createProgram(): Command {
  const program = new Command('toleak')
    .description('Explains heap snapshots of V8: what is in them, and why is it alive?')
    .version(versionOf(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [command]', 'print the help of a command')
    .addHelpText('after', HELP)
    .exitOverride()

  // a command takes over what is said above of help and exits when it is made, so these come last
  program
    .command('explain')
    .description('why the instances of a class, or one object, are alive, and where to cut')
    .argument('<file>', 'the snapshot')
    .argument('<class>', 'name of the class, or the id of an object: @174021')
    .option('--generations <n>', 'levels of ancestors in the picture (default: 3)', wholeNumber)
    .option('--limit <n>', 'instances to explain at most, evenly spread; 0: all', wholeNumber, 200)
    .option('--redact', 'keep strings of the heap, such as keys of Maps, out')
    .option('--svg <file>', 'write the picture of the ancestors there; -: print it instead of the text')
    .option('--json <file>', 'write the explanation there as JSON; -: print it instead of the text')
    .addOption(quiet())
    .action((file: string, target: string, options: ExplainOptions) => explain(file, target, options))
  program
    .command('summary')
    .description('what a snapshot is made of, by class')
    .argument('<file>', 'the snapshot')
    .option('--top <n>', 'classes to show', wholeNumber, 30)
    .addOption(new Option('--sort <by>', 'what comes first').choices(SORTS).default('retained'))
    .option('--json <file>', 'write all of it there as JSON; -: print it instead of the table')
    .addOption(quiet())
    .action((file: string, options: SummaryOptions) => summary(file, options))
  program
    .command('diff')
    .description('what came and went between two snapshots of one process, by class')
    .argument('<before>', 'the earlier snapshot')
    .argument('<after>', 'the later one')
    .option('--top <n>', 'classes to show', wholeNumber, 30)
    .option('--json <file>', 'write all of it there as JSON; -: print it instead of the table')
    .addOption(quiet())
    .action((before: string, after: string, options: DiffOptions) => diff(before, after, options))
  program
    .command('merge')
    .description('join the reports of several runs of tests, such as shards, into one')
    .argument('<reports...>', 'folders with a manifest.json, such as toleak-report')
    .requiredOption('--out <dir>', 'folder of the report to be made; one that is there is replaced')
    .action((reports: string[], options: MergeOptions) => merge(reports, options))
  return program
}

function quiet(): Option {
  return new Option('--quiet', 'tell no progress')
}

function wholeNumber(text: string): number {
  if (/^\d+$/.test(text) && Number.isSafeInteger(Number(text))) return Number(text)
  throw new InvalidArgumentError('Expected a whole number from 0 on.')
}

function versionOf(): string {
  const manifest: unknown = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
  return (manifest as { version: string }).version
}
