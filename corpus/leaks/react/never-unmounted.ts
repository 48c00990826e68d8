import type { DOMWindow } from 'jsdom'
import type { LeakCase } from '../../leak-case.ts'
import { jsdomWindow } from '../../pages.ts'
import type { React, ReactPage } from '../../react-page.ts'
import { reactIn } from '../../react-page.ts'

class Player {
  playing = true
}

let window: DOMWindow

// culprit
function Video({ react }: { react: React }) {
  const player = react.useRef<Player | undefined>(undefined)
  player.current ??= new Player()
  return player.current.playing ? 'playing' : 'paused'
}

function show(): ReactPage {
  const page = reactIn(window)
  page.show(Video, { react: page.react })
  return page
}

export const leakCase: LeakCase = {
  target: Player,
  before() {
    window = jsdomWindow('<main></main>')
  },
  async leaking() {
    show()
  },
  async fixed() {
    const page = show()
    await page.close()
  },
  after() {
    window.close()
  },
  // the page is both: the module's and the global one
  root: /window$|module leaks\/react\/never-unmounted\.ts$/,
  says: ['window', '<main>', 'ref of component Video'],
  cut: 'ref of component Video of <main>',
}
