import { jest } from '@jest/globals'
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
    const save = jest.spyOn(toolbar, 'save')
    toolbar.save()
    save.mockRestore()
  },
  fixed() {
    const toolbar = toolbarFor(new Draft())
    jest.spyOn(toolbar, 'save')
    toolbar.save()
    jest.restoreAllMocks()
  },
  after() {
    jest.restoreAllMocks()
  },
  root: "Jest's mocks",
  says: ['kept to be undone', 'spy', 'save', '`draft`'],
  cut: "kept to be undone of Jest's mocks",
  advice: 'jest.restoreAllMocks()',
}
