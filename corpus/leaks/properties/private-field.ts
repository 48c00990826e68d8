import type { LeakCase } from '../../leak-case.ts'

class Track {
  readonly seconds = 180
}

class Player {
  #track?: Track

  play(track: Track): void {
    this.#track = track
  }

  stop(): void {
    this.#track = undefined
  }

  get seconds(): number {
    return this.#track?.seconds ?? 0
  }
}

// culprit
const player = new Player()

export const leakCase: LeakCase = {
  target: Track,
  leaking() {
    player.play(new Track())
  },
  fixed() {
    player.play(new Track())
    player.stop()
  },
  root: 'module leaks/properties/private-field.ts',
  says: ['`player`', 'Player', '#track'],
  cut: '#track',
}
