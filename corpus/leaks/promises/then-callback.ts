import type { LeakCase } from '../../leak-case.ts'

class Dialog {
  reply = ''
}

let answer = (_reply: string) => {}

function ask(dialog: Dialog): Promise<void> {
  const question = new Promise<string>((resolve) => (answer = resolve))
  // culprit
  return question.then(function show(reply) {
    dialog.reply = reply
  })
}

export const leakCase: LeakCase = {
  target: Dialog,
  async leaking() {
    void ask(new Dialog())
  },
  async fixed() {
    const shown = ask(new Dialog())
    answer('yes')
    await shown
  },
  root: 'module leaks/promises/then-callback.ts',
  says: ['`answer`', 'promise', 'then', 'show', '`dialog`'],
  cut: /`answer`|then/,
}
