import type { LeakCase } from '../../leak-case.ts'

class Response {
  readonly body = '{}'
}

// culprit
function load(keep: boolean): string {
  const response = new Response()
  if (keep) load.last = response
  return response.body
}
load.last = undefined as Response | undefined

export const leakCase: LeakCase = {
  target: Response,
  leaking() {
    load(true)
  },
  fixed() {
    load(false)
  },
  root: 'module leaks/functions/property-of-function.ts',
  says: ['function load', '.last'],
  cut: '.last of function load',
}
