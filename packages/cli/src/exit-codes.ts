/** How the command ends; `toleak --help` and docs/cli.md say the same. */
export const EXIT = {
  /** Explained, summed up, compared. */
  done: 0,
  /** Nothing alive of this class, or no such id. */
  notFound: 1,
  /** Unknown command or option, missing or wrong argument. */
  usage: 2,
  /** A file cannot be read or is no snapshot, or two snapshots cannot be compared. */
  badInput: 3,
  /** A result could not be made or written. */
  notWritten: 4,
  /** A mistake of toleak's own. */
  unexpected: 70,
} as const

/** An end that the command foresees: a message of one line and an exit code. */
export class CommandError extends Error {
  override name = 'CommandError'
  readonly exitCode: number

  constructor(exitCode: number, message: string, options?: ErrorOptions) {
    super(message, options)
    this.exitCode = exitCode
  }
}
