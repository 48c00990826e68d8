import { spawn } from 'node:child_process'
import { root } from './repository.ts'

/** How a command ended. */
export interface Outcome {
  /** null when it was killed. */
  readonly exitCode: number | null
  readonly stdout: string
  /** Both streams, in the order in which they arrived. */
  readonly output: string
  readonly seconds: number
}

export interface RunOptions {
  /** Default: the repository. */
  readonly cwd?: string
  /** Beside what this process has; undefined takes a variable away. */
  readonly env?: Readonly<Record<string, string | undefined>>
  /** Seconds after which the command is killed. Default 600. */
  readonly limit?: number
}

/**
 * Runs a command to its end and captures what it prints, without colours.
 *
 * @throws Error if the command cannot be started; one that fails is an outcome
 */
export function run(
  command: string,
  args: readonly string[],
  { cwd = root, env = {}, limit = 600 }: RunOptions = {},
): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const start = performance.now()
    let stdout = ''
    let output = ''
    const child = spawn(command, args, {
      cwd,
      env: { ...environment(), ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const timer = setTimeout(() => {
      output += `\nKilled: it still ran after ${limit} s.\n`
      child.kill('SIGKILL')
    }, limit * 1000)
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text
      output += text
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
    child.on('error', (cause) => {
      clearTimeout(timer)
      reject(new Error(`Cannot start ${command}: ${cause.message}`, { cause }))
    })
    child.on('close', (exitCode) => {
      clearTimeout(timer)
      resolve({ exitCode, stdout, output, seconds: (performance.now() - start) / 1000 })
    })
  })
}

/**
 * Runs a command that has to succeed.
 *
 * @throws Error with what it printed, if it fails
 */
export async function runOrThrow(
  command: string,
  args: readonly string[],
  options?: RunOptions,
): Promise<Outcome> {
  return successful([command, ...args].join(' '), await run(command, args, options))
}

/** Runs npm, the same that started this script if one did. */
export function npm(args: readonly string[], options?: RunOptions): Promise<Outcome> {
  const script = process.env['npm_execpath']
  return script?.endsWith('.js')
    ? run(process.execPath, [script, ...args], options)
    : run('npm', args, options)
}

/**
 * Runs npm, which has to succeed.
 *
 * @throws Error with what it printed, if it fails
 */
export async function npmOrThrow(args: readonly string[], options?: RunOptions): Promise<Outcome> {
  return successful(`npm ${args.join(' ')}`, await npm(args, options))
}

function successful(command: string, outcome: Outcome): Outcome {
  if (outcome.exitCode !== 0)
    throw new Error(`${command} ended with exit code ${outcome.exitCode}, expected 0.\n${outcome.output}`)
  return outcome
}

/**
 * This process's environment without what the npm that started this script says about its own package, which another npm would take
 * for its own, and without what switches colours on.
 */
function environment(): NodeJS.ProcessEnv {
  const ofStartingNpm = /^npm_(?!config_)|^npm_config_(local_prefix|workspaces?|include_workspace_root)$/
  const kept = Object.entries(process.env).filter(
    ([name]) => !ofStartingNpm.test(name) && name !== 'FORCE_COLOR',
  )
  return { ...Object.fromEntries(kept), NO_COLOR: '1' }
}
