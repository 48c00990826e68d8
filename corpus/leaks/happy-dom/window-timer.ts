import type { Window } from 'happy-dom'
import type { LeakCase } from '../../leak-case.ts'
import { happyDomWindow } from '../../pages.ts'

class Slideshow {
  slide = 0
}

let window: Window

function play(slideshow: Slideshow): () => void {
  // culprit
  const next = () => slideshow.slide++
  const handle = window.setInterval(next, 60_000)
  return () => window.clearInterval(handle)
}

export const leakCase: LeakCase = {
  target: Slideshow,
  before() {
    window ??= happyDomWindow()
  },
  leaking() {
    play(new Slideshow())
  },
  fixed() {
    const stop = play(new Slideshow())
    stop()
  },
  after: () => window.happyDOM.close(),
  root: "Node's timers",
  says: ['setInterval timer of the window', 'next', '`slideshow`'],
  cut: 'setInterval timer of the window',
  advice: 'clearInterval(timer)',
}
