import type { LeakCase } from '../leak-case.ts'

class Session {
  readonly startedAt = performance.now()
}

// culprit
const sessions = new Map<string, Session>()

export const moduleMap: LeakCase = {
  name: 'module-level Map',
  file: 'leaks/module-map.ts',
  target: Session,
  leaking() {
    sessions.set('ada', new Session())
  },
  fixed() {
    sessions.set('bob', new Session())
    sessions.delete('bob')
  },
  says: ['`sessions`', 'Map'],
  cut: 'Map',
}
