import { vi } from 'vitest'
import type { LeakCase } from '../../leak-case.ts'

class Draft {
  saved = false
}

function toolbarFor(draft: Draft) {
  // culprit
  const save = () => (draft.saved = true)
  return { save }
}

export const leakCase: LeakCase = {
  target: Draft,
  leaking() {
    const toolbar = toolbarFor(new Draft())
    const save = vi.spyOn(toolbar, 'save')
    toolbar.save()
    save.mockRestore()
  },
  fixed() {
    const toolbar = toolbarFor(new Draft())
    vi.spyOn(toolbar, 'save')
    toolbar.save()
    vi.restoreAllMocks()
  },
  after() {
    vi.restoreAllMocks()
  },
  root: "Vitest's mocks",
  says: ['kept to be undone', 'spy', 'save', '`draft`'],
  cut: "kept to be undone of Vitest's mocks",
  advice: 'vi.restoreAllMocks()',
}
