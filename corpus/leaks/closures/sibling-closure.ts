import type { LeakCase } from '../../leak-case.ts'

class Draft {
  readonly words = 1200
}

interface Editor {
  readonly save: () => number
  readonly isSaved: () => boolean
}

function edit(draft: Draft): Editor {
  let saved = 0
  const save = () => (saved = draft.words)
  // culprit
  const isSaved = () => saved > 0
  return { save, isSaved }
}

/** The scope that the status line keeps has no draft in it. */
function editCounting(words: number): Editor {
  let saved = 0
  const save = () => (saved = words)
  const isSaved = () => saved > 0
  return { save, isSaved }
}

const statusLine: (() => boolean)[] = []

export const leakCase: LeakCase = {
  target: Draft,
  leaking() {
    const { save, isSaved } = edit(new Draft())
    save()
    statusLine.push(isSaved)
  },
  fixed() {
    const { save, isSaved } = editCounting(new Draft().words)
    save()
    statusLine.push(isSaved)
  },
  root: 'module leaks/closures/sibling-closure.ts',
  says: [
    '`statusLine`',
    'function isSaved',
    '`draft`',
    /captured because .* in the same scope uses it; function isSaved itself does not/,
  ],
  cut: /\[\d+\] of Array `statusLine`/,
}
