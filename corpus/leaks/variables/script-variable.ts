import type { LeakCase } from '../../leak-case.ts'

class Player {
  readonly name = 'ada'
}

interface Game {
  play(player?: Player): void
}

async function load(): Promise<Game> {
  // @ts-expect-error plain JavaScript
  return ((await import('../../programs/run-game.cjs')) as { default: Game }).default
}

let game: Game

export const leakCase: LeakCase = {
  target: Player,
  async before() {
    game ??= await load()
  },
  leaking() {
    game.play(new Player())
  },
  fixed() {
    game.play(new Player())
    game.play()
  },
  root: 'script programs/game.js',
  says: ['`currentPlayer`'],
  cut: '`currentPlayer`',
  file: 'programs/game.js',
}
