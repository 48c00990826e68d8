import type { LeakCase } from '../../leak-case.ts'

/** Ends the session when nothing has been heard for an hour. */
class Session {
  open = true
  #timer?: NodeJS.Timeout

  touch(): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(this.end.bind(this), 3_600_000).unref()
  }

  // culprit
  end(): void {
    clearTimeout(this.#timer)
    this.open = false
  }
}

export const leakCase: LeakCase = {
  target: Session,
  leaking() {
    new Session().touch()
  },
  fixed() {
    const session = new Session()
    session.touch()
    session.end()
  },
  root: "Node's timers",
  says: ['setTimeout', 'bound function end', 'this'],
  cut: 'setTimeout',
  advice: 'clearTimeout(timer)',
}
