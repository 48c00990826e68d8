/**
 * Looks for growth without naming a class, in a bare Node process for each case and with the sources as they are:
 *
 *     npm run growth -- listeners/event-emitter timers
 *
 * An argument is a case or a kind; without any, all are looked at. Which leaking twins leave one more with each run is V8's own count, not
 * ours: one that keeps only its last instance does not grow. Of those at least 95 % must be found, and no fixed twin.
 */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { caseFilesNamed } from './case-files.ts'
import type { GrowthOfCase } from './growth-of-case.ts'

const WANTED = 0.95

/** Fixed twins that leave something else behind with each run, which is no false alarm; V8's own count must say so, too. */
const FIXED_TWINS_THAT_GROW: Readonly<Record<string, string>> = {
  'closures/closure-variable': 'the function is kept, with a number',
  'closures/sibling-closure': 'the function is kept, without the other',
  'context/local-storage-timer': 'the heartbeat goes on',
  'context/promise-store': 'whoever waits for the connection does so still',
  'errors/cause': 'the error is kept, without its cause',
  'errors/extra-property': 'the error is kept, without its property',
  'errors/unread-stack': 'the error is kept, its stack read',
  'functions/bound-function': 'the function is kept, with a number',
  'functions/getter': 'the view is kept, with a text',
  'handles/broadcast-channel': 'a WeakRef is kept',
  'handles/fs-watch': 'a WeakRef is kept',
  'handles/worker': 'a WeakRef is kept',
  'modules/stale-generation': 'the counted object is kept, of the new generation',
  'network/http-server': 'a WeakRef is kept',
  'prototypes/object-create': 'the style is kept, without the other as its prototype',
  'suspended/parameter': 'it waits still, with a text',
  'promises/race': 'the promise of the shutdown keeps a record of each race',
  'happy-dom/detached-tree': 'happy-dom itself remembers each query in the document',
  'listeners/events-on': 'only the first of the events is waited for',
}

/** The same for what V8's count of objects cannot tell. */
const FIXED_TWINS_THAT_PILE_UP: Readonly<Record<string, string>> = {
  'proxies/proxy-handler': 'the Proxy is kept, with another handler; V8 does not count Proxies',
  'suspended/for-await': 'each text is entered into a list',
  'context/resource-bind': 'the same function is entered into a list each time',
}

const corpus = import.meta.dirname
const isVerbose = process.argv.includes('--verbose')
const files = caseFilesNamed(
  process.argv.slice(2).filter((argument) => !argument.startsWith('--')),
  corpus,
)

interface Row {
  readonly kind: string
  readonly grows: boolean
  readonly found: boolean
  readonly named: boolean
  readonly alarm: boolean
  /** The fixed twin grows, too, and is known to. */
  readonly fixedGrows: boolean
}
const rows: Row[] = []
/** What is wrong with the corpus itself. */
const mistakes: string[] = []

for (const { kind, name } of files) {
  const title = `${kind}/${name}`
  const start = performance.now()
  const outcome = await growthOf(title)
  if (outcome === undefined) {
    mistakes.push(`${title}: its process ended without an outcome, as it says above.`)
    continue
  }
  const { leaking, fixed } = outcome
  const fixedGrows = title in FIXED_TWINS_THAT_GROW || title in FIXED_TWINS_THAT_PILE_UP
  if (title in FIXED_TWINS_THAT_GROW && !fixed.growsByCount)
    mistakes.push(`${title}: its fixed twin does not grow by V8's own count. Take it from the list.`)
  const row = {
    kind,
    grows: leaking.growsByCount,
    found: leaking.found,
    named: leaking.unsaid.length === 0,
    alarm: fixed.found && !fixedGrows,
    fixedGrows,
  }
  rows.push(row)
  const seconds = ((performance.now() - start) / 1000).toFixed(1)
  const verdict = row.found
    ? row.named
      ? 'found'
      : 'found, not named'
    : row.grows
      ? 'MISSED'
      : 'does not grow'
  if (isVerbose) console.log(JSON.stringify({ fixed: fixed.timings, leaking: leaking.timings }))
  console.log(`${title.padEnd(44)}${verdict.padEnd(18)}${row.alarm ? 'ALARM' : 'silent'}  ${seconds} s`)
  if (row.alarm) console.log(indented(fixed.text))
  if (isVerbose || (row.found && !row.named))
    console.log(indented([leaking.text, ...leaking.unsaid.map((complaint) => `!! ${complaint}`)].join('\n')))
}

const kinds = [...new Set(rows.map(({ kind }) => kind))]
console.log(
  ['', 'kind'.padEnd(14) + '  grows  found  named  alarms', ...kinds.map(line), line('all')].join('\n'),
)
const growing = rows.filter(({ grows }) => grows)
const share = growing.length === 0 ? 1 : growing.filter(({ found }) => found).length / growing.length
const alarms = rows.filter(({ alarm }) => alarm).length
console.log(
  `\n${(share * 100).toFixed(1)} % of what grows is found, ${alarms} false alarms in ${rows.filter(({ fixedGrows }) => !fixedGrows).length} fixed twins`,
)
for (const mistake of mistakes) console.error(mistake)
if (share < WANTED || alarms > 0 || mistakes.length > 0) process.exitCode = 1

/** Undefined if the process of the case ends without an outcome; what it says of that is seen. */
async function growthOf(title: string): Promise<GrowthOfCase | undefined> {
  const child = fork(join(corpus, 'growth-of-case.ts'), [title], {
    execArgv: ['--disable-warning=ExperimentalWarning'],
  })
  let outcome: GrowthOfCase | undefined
  child.on('message', (message) => {
    outcome = message as GrowthOfCase
  })
  await once(child, 'close')
  return outcome
}

function line(kind: string): string {
  const those = rows.filter((row) => kind === 'all' || row.kind === kind)
  const growingOnes = those.filter(({ grows }) => grows)
  const numbers = [
    growingOnes.length,
    growingOnes.filter(({ found }) => found).length,
    growingOnes.filter(({ found, named }) => found && named).length,
    those.filter(({ alarm }) => alarm).length,
  ]
  return kind.padEnd(14) + numbers.map((number) => String(number).padStart(7)).join('')
}

function indented(text: string): string {
  return text.replace(/^(?=.)/gm, '    ')
}
