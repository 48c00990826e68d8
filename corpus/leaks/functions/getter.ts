import type { LeakCase } from '../../leak-case.ts'

class Settings {
  readonly theme = 'dark'
}

const views: object[] = []

function viewOf(settings: Settings): object {
  const view = {}
  // culprit
  const readTheme = () => settings.theme
  Object.defineProperty(view, 'theme', { get: readTheme })
  return view
}

export const leakCase: LeakCase = {
  target: Settings,
  leaking() {
    views.push(viewOf(new Settings()))
  },
  fixed() {
    views.push(Object.freeze({ theme: new Settings().theme }))
  },
  root: 'module leaks/functions/getter.ts',
  says: ['`views`', 'getter of .theme', '`settings`'],
  cut: /\[\d+\] of Array `views`/,
}
