import { hostname } from 'node:os'
import { isMainThread } from 'node:worker_threads'

/** Variable by which a reporter names the run to the processes of the tests. */
export const RUN_VARIABLE = 'TOLEAK_RUN'

/** The same text in all processes of one run of the tests: what a reporter has set, else the process that started the workers. */
export function runName(): string {
  return process.env[RUN_VARIABLE] ?? `${hostname()} ${isJestChild() ? process.ppid : process.pid}`
}

/** Whether this process runs the tests again and again, and no reporter tells the runs apart; Jest's workers cannot know. */
export function isWatching(): boolean {
  return (
    process.env[RUN_VARIABLE] === undefined &&
    process.argv.some((argument) => /^--watch(All)?(=true)?$/.test(argument))
  )
}

function isJestChild(): boolean {
  return isMainThread && /[\\/]processChild\.js$/.test(process.argv[1] ?? '')
}
