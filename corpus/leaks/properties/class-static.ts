import type { LeakCase } from '../../leak-case.ts'

class Theme {
  readonly colour = 'grey'
}

// culprit
class Settings {
  static theme?: Theme
}

export const leakCase: LeakCase = {
  target: Theme,
  leaking() {
    Settings.theme = new Theme()
  },
  fixed() {
    Settings.theme = new Theme()
    Settings.theme = undefined
  },
  root: 'module leaks/properties/class-static.ts',
  says: ['class Settings', '.theme'],
  cut: '.theme',
}
