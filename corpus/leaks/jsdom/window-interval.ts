import type { DOMWindow } from 'jsdom'
import type { LeakCase } from '../../leak-case.ts'
import { jsdomWindow } from '../../pages.ts'

class Slideshow {
  slide = 0
}

let window: DOMWindow

function play(slideshow: Slideshow): () => void {
  // culprit
  const next = () => slideshow.slide++
  const handle = window.setInterval(next, 60_000)
  return () => window.clearInterval(handle)
}

export const leakCase: LeakCase = {
  target: Slideshow,
  before() {
    window = jsdomWindow()
  },
  leaking() {
    play(new Slideshow())
  },
  fixed() {
    const stop = play(new Slideshow())
    stop()
  },
  after() {
    window.close()
  },
  root: "Node's timers",
  says: ['setInterval timer of the window', 'next', '`slideshow`'],
  cut: 'setInterval timer of the window',
  advice: 'clearInterval(timer)',
}
