import type { LeakCase } from '../../leak-case.ts'

class Draft {
  readonly text = 'hello'
}

let confirm = () => {}

function confirmation(): Promise<void> {
  return new Promise((resolve) => (confirm = resolve))
}

async function save(): Promise<string> {
  const draft = new Draft()
  // culprit
  await confirmation()
  return draft.text
}

async function saveText(): Promise<string> {
  let draft: Draft | undefined = new Draft()
  const { text } = draft
  draft = undefined
  await confirmation()
  return text
}

export const leakCase: LeakCase = {
  target: Draft,
  async leaking() {
    void save()
  },
  async fixed() {
    void saveText()
  },
  root: 'module leaks/suspended/async-function.ts',
  says: ['`confirm`', 'async function save', 'local variable `draft`', 'suspended'],
  cut: /`confirm`|local variable `draft`/,
  advice: /^$|keeps the last value of `draft`/,
  after: () => confirm(),
}
