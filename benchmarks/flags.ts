import { parseArgs } from 'node:util'

/** What can be measured on, in the order in which it is. `live` is a process that takes a snapshot of itself. */
export const SUBJECTS = ['1e5', '1e6', '1e7', 'jest', 'live'] as const

export type Subject = (typeof SUBJECTS)[number]

/** What a run is asked for. */
export interface Flags {
  readonly help: boolean
  readonly subjects: readonly Subject[]
  readonly rounds: number
  /** Seconds that one process may take. */
  readonly limit: number
  readonly markdown: boolean
  /** Where the raw figures go; undefined for nowhere. */
  readonly json: string | undefined
}

export const HELP = `npm run bench -- [flags]

  --full             the heap of 10 million nodes, too (needs 8 GB of memory, 2 GB of disk and half an hour)
  --heaps 1e5,jest   only these, of ${SUBJECTS.join(', ')}
  --rounds 5         times that each measurement is made
  --limit 900        seconds after which a contestant is given up
  --markdown         prints the tables as Markdown
  --json file        keeps all figures in a file
`

/** A flag that cannot be meant. */
export class FlagError extends Error {
  override name = 'FlagError'
}

/** @throws FlagError if a flag is unknown or has a wrong value */
export function readFlags(args: readonly string[]): Flags {
  const values = parse(args)
  return {
    help: values.help ?? false,
    subjects: values.heaps === undefined ? defaultSubjects(values.full ?? false) : subjectsIn(values.heaps),
    rounds: wholeNumber('--rounds', values.rounds),
    limit: wholeNumber('--limit', values.limit),
    markdown: values.markdown ?? false,
    json: values.json,
  }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        help: { type: 'boolean', short: 'h' },
        full: { type: 'boolean' },
        heaps: { type: 'string' },
        rounds: { type: 'string', default: '5' },
        limit: { type: 'string', default: '900' },
        markdown: { type: 'boolean' },
        json: { type: 'string' },
      },
    }).values
  } catch (cause) {
    const found = (cause as Error).message.split(/[.\n]/, 1)[0]
    throw wrong(found, 'flags that --help lists', cause)
  }
}

function defaultSubjects(isFull: boolean): Subject[] {
  return SUBJECTS.filter((subject) => isFull || subject !== '1e7')
}

function subjectsIn(list: string): Subject[] {
  const asked = list.split(',')
  const unknown = asked.find((name) => !SUBJECTS.includes(name as Subject))
  if (unknown !== undefined) throw wrong(`--heaps names "${unknown}"`, `some of ${SUBJECTS.join(', ')}`)
  return SUBJECTS.filter((subject) => asked.includes(subject))
}

function wholeNumber(flag: string, text: string): number {
  const number = Number(text)
  if (!(Number.isInteger(number) && number >= 1)) throw wrong(`${flag} "${text}"`, 'a whole number from 1')
  return number
}

function wrong(found: string, expected: string, cause?: unknown): FlagError {
  const message = `Cannot run the benchmarks: ${found}, expected ${expected}. Say npm run bench -- --help for all.`
  return new FlagError(message, { cause })
}
