import type { LeakCase } from '../../leak-case.ts'

class Word {
  readonly letters = 5
}

// culprit
const dictionary: Record<string, Word | string> = {}
for (let entry = 0; entry < 3000; entry++) dictionary[`entry${entry}`] = 'known'

export const leakCase: LeakCase = {
  target: Word,
  leaking() {
    dictionary.newest = new Word()
  },
  fixed() {
    dictionary.newest = new Word()
    delete dictionary.newest
  },
  root: 'module leaks/properties/dictionary.ts',
  says: ['`dictionary`', '.newest'],
  cut: '.newest of Object `dictionary`',
}
