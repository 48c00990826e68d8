import type { LeakCase } from '../leak-case.ts'

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

export const suspendedAsync: LeakCase = {
  name: "suspended async function's local",
  file: 'leaks/suspended-async.ts',
  target: Draft,
  async leaking() {
    void save()
  },
  async fixed() {
    void saveText()
  },
  says: ['`confirm`', 'async function save', 'local variable `draft`', 'suspended'],
  cut: 'local variable `draft`',
  after: () => confirm(),
}
