import type { LeakCase } from '../../leak-case.ts'

class Intro {
  played = false
}

const player = new EventTarget()
player.addEventListener('play', function log() {})

function skipIntro(intro: Intro): void {
  // culprit
  function skip() {
    intro.played = true
  }
  player.addEventListener('play', skip, { once: true })
}

export const leakCase: LeakCase = {
  target: Intro,
  leaking() {
    skipIntro(new Intro())
  },
  fixed() {
    skipIntro(new Intro())
    player.dispatchEvent(new Event('play'))
  },
  root: 'module leaks/listeners/event-target-once.ts',
  says: ['`player`', 'EventTarget', 'event "play"', 'function skip', '`intro`'],
  cut: 'event "play"',
  advice: 'removeEventListener("play", listener)',
}
