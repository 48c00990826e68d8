import type { LeakCase } from '../../leak-case.ts'
import router from '../../programs/router.ts'

class Route {
  readonly path = '/'
}

export const leakCase: LeakCase = {
  target: Route,
  leaking() {
    router.route = new Route()
  },
  fixed() {
    router.route = new Route()
    router.route = undefined
  },
  root: /module (programs\/router.ts|leaks\/modules\/default-export.ts)$/,
  says: ['default export', '.route'],
  cut: '.route of Object',
  file: 'programs/router.ts',
}
