import type { ChildProcessWithoutNullStreams } from 'node:child_process'
import { spawn } from 'node:child_process'

/** What a REPL ends its output with when it waits for the next input, and when it waits for more of one (`| `; before Node 24 `... `). */
const WAITS = /(?:^|\n)(?:> |\| |\.\.\. )$/

/** Milliseconds after which an answer that has not come is an error. */
const LIMIT = 60_000

/** Node's own REPL in a process of its own, fed as by somebody who types: a line when it waits for one. */
export class Repl {
  readonly #process: ChildProcessWithoutNullStreams
  #output = ''
  #arrived = () => {}

  private constructor(node: string, cwd: string) {
    // colours and a history of commands are of the terminal; options of this process are none of the page's
    const { FORCE_COLOR: _color, NODE_OPTIONS: _options, ...env } = process.env
    this.#process = spawn(node, ['--interactive'], { cwd, env: { ...env, NO_COLOR: '1' } })
    for (const stream of [this.#process.stdout, this.#process.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        this.#output += text
        this.#arrived()
      })
    this.#process.on('error', (error) => this.#end(error.message))
    this.#process.on('exit', (code) => this.#end(`it ended with exit code ${code}`))
  }

  /** A REPL of this Node that waits for its first input. */
  static async start(node: string, cwd: string): Promise<Repl> {
    const repl = new Repl(node, cwd)
    await repl.#untilItWaits('its start')
    return repl
  }

  /**
   * Types lines, and gives what was printed after the last of them, without the prompt.
   *
   * @throws Error if the REPL ends, or does not wait for input again within a minute
   */
  async type(lines: readonly string[]): Promise<string> {
    let output = ''
    for (const line of lines) {
      this.#process.stdin.write(`${line}\n`)
      output = await this.#untilItWaits(line)
    }
    return output.trimEnd()
  }

  /** Ends the process. */
  close(): void {
    this.#process.removeAllListeners('exit')
    this.#process.kill()
  }

  #ended: string | undefined

  #end(how: string): void {
    this.#ended = how
    this.#arrived()
  }

  async #untilItWaits(after: string): Promise<string> {
    const late = setTimeout(() => this.#end(`it did not wait for input within ${LIMIT / 1000} s`), LIMIT)
    try {
      while (!WAITS.test(this.#output)) {
        if (this.#ended !== undefined)
          throw new Error(
            `The REPL was lost after ${after}: ${this.#ended}. It had printed:\n${this.#output}`,
          )
        await new Promise<void>((resolve) => {
          this.#arrived = resolve
        })
      }
    } finally {
      clearTimeout(late)
    }
    const output = this.#output.replace(WAITS, '')
    this.#output = ''
    return output
  }
}
