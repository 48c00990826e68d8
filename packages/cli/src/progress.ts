import { shortened } from './terminal-text.ts'

/** Where progress is told, and by which clock. */
export interface ProgressOptions {
  /** Tell nothing. */
  readonly quiet?: boolean
  /** Whether the line can be rewritten. Default: whether standard error is a terminal. */
  readonly isTTY?: boolean
  readonly write?: (text: string) => unknown
  /** Milliseconds. */
  readonly now?: () => number
}

/** Nothing is told of what is done by then. Milliseconds, as all of these. */
const PATIENCE = 1000
const BETWEEN_REWRITES = 100
const BETWEEN_LINES = 3000

/** Cells of the line: one that is wrapped cannot be rewritten. */
const LONGEST = 78
const CLEAR_LINE = '\r\u001b[K'

/**
 * Tells on standard error what takes long: on a terminal one line that is rewritten, elsewhere a line every few seconds. The steps are
 * synchronous, so there is no timer: a step that is known to take long says so when it begins.
 */
export class Progress {
  readonly #quiet: boolean
  readonly #isTTY: boolean
  readonly #write: (text: string) => unknown
  readonly #now: () => number
  readonly #start: number
  #last = -Infinity
  #step = ''
  #isOnScreen = false

  constructor({
    quiet = false,
    isTTY = process.stderr.isTTY === true,
    write = (text) => process.stderr.write(text),
    now = () => performance.now(),
  }: ProgressOptions = {}) {
    this.#quiet = quiet
    this.#isTTY = isTTY
    this.#write = write
    this.#now = now
    this.#start = now()
  }

  /** The next step: `reading heap.heapsnapshot`. */
  begin(step: string, { takesLong = false } = {}): void {
    this.#step = step
    if (takesLong || this.#isDue(this.#isTTY ? 0 : BETWEEN_LINES)) this.#show(`${step} …`)
  }

  /** How far the step is, of how much. */
  advance(done: number, all: number): void {
    if (!this.#isDue(this.#isTTY ? BETWEEN_REWRITES : BETWEEN_LINES)) return
    this.#show(`${this.#step}: ${all > 0 ? Math.floor((100 * done) / all) : 100} %`)
  }

  /** Takes its line off the screen, before anything else is printed. */
  end(): void {
    if (this.#isOnScreen) this.#write(CLEAR_LINE)
    this.#isOnScreen = false
  }

  #isDue(pause: number): boolean {
    const now = this.#now()
    return now - this.#start >= PATIENCE && now - this.#last >= pause
  }

  #show(words: string): void {
    if (this.#quiet) return
    this.#last = this.#now()
    this.#isOnScreen = this.#isTTY
    const line = shortened(words, LONGEST)
    this.#write(this.#isTTY ? CLEAR_LINE + line : `${line}\n`)
  }
}
