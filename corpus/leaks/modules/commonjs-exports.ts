import type { LeakCase } from '../../leak-case.ts'

class Guest {
  readonly name = 'ada'
}

interface Lobby {
  enter(guest: Guest): void
  leave(): void
}

async function lobby(): Promise<Lobby> {
  // @ts-expect-error plain JavaScript
  return ((await import('../../programs/lobby.cjs')) as { default: Lobby }).default
}

export const leakCase: LeakCase = {
  target: Guest,
  async leaking() {
    const { enter } = await lobby()
    enter(new Guest())
  },
  async fixed() {
    const { enter, leave } = await lobby()
    enter(new Guest())
    leave()
  },
  root: 'module programs/lobby.cjs',
  says: ['`exports`', '.welcome', 'function welcome', '`guest`'],
  // Vitest's `exports` keeps each export in two places
  cut: { bare: '.welcome of Object', vitest: 'closure variable `guest` of function welcome' },
  async after() {
    const { leave } = await lobby()
    leave()
  },
  file: 'programs/lobby.cjs',
}
