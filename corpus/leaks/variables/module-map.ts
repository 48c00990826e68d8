import type { LeakCase } from '../../leak-case.ts'

class Session {
  readonly startedAt = performance.now()
}

// culprit
const sessions = new Map<string, Session>()

export const leakCase: LeakCase = {
  target: Session,
  leaking() {
    sessions.set('ada', new Session())
  },
  fixed() {
    sessions.set('bob', new Session())
    sessions.delete('bob')
  },
  root: 'module leaks/variables/module-map.ts',
  says: ['`sessions`', 'Map'],
  cut: 'Map',
}
