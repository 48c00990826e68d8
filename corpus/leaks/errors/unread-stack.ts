import type { LeakCase } from '../../leak-case.ts'

// culprit
const problems: Error[] = []

class Parser {
  readonly text = '{'

  parse(): void {
    problems.push(new Error(`unexpected end after ${this.text.length} characters`))
  }
}

export const leakCase: LeakCase = {
  target: Parser,
  leaking() {
    new Parser().parse()
  },
  fixed() {
    new Parser().parse()
    void problems.at(-1)?.stack
  },
  root: 'module leaks/errors/unread-stack.ts',
  says: ['`problems`', 'Error', 'unread stack trace', 'until `error.stack` is read'],
  cut: /\[\d+\] of Array `problems`/,
}
