import type { DOMWindow } from 'jsdom'
import type { LeakCase } from '../../leak-case.ts'
import { jsdomWindow } from '../../pages.ts'
import type { React } from '../../react-page.ts'
import { reactIn } from '../../react-page.ts'

class Clock {
  readonly startedAt = performance.now()
}

let window: DOMWindow

function ClockFace({ tidy, react }: { tidy: boolean; react: React }) {
  const [clock, setClock] = react.useState(() => new Clock())
  react.useEffect(() => {
    // culprit
    const tick = () => setClock((shown) => shown)
    const timer = setInterval(tick, 3_600_000)
    if (tidy) return () => clearInterval(timer)
  }, [])
  return clock.startedAt.toFixed()
}

async function showAndClose(tidy: boolean): Promise<void> {
  const page = reactIn(window)
  page.show(ClockFace, { tidy, react: page.react })
  await page.close()
}

export const leakCase: LeakCase = {
  target: Clock,
  before() {
    window = jsdomWindow('<main></main>')
  },
  leaking: () => showAndClose(false),
  fixed: () => showAndClose(true),
  after() {
    window.close()
  },
  root: "Node's timers",
  says: ['setInterval timer', 'tick', 'state setter of component ClockFace', /^ +│ +state\b/m],
  cut: 'callback of setInterval timer',
  advice: 'clearInterval(timer)',
}
