import type { LeakCase } from '../leak-case.ts'

class Theme {
  readonly colour = 'grey'
}

// culprit
class Settings {
  static theme?: Theme
}

export const classStatic: LeakCase = {
  name: 'class static',
  file: 'leaks/class-static.ts',
  target: Theme,
  leaking() {
    Settings.theme = new Theme()
  },
  fixed() {
    Settings.theme = new Theme()
    Settings.theme = undefined
  },
  says: ['class Settings', '.theme'],
  cut: '.theme',
}
