import type { DOMWindow } from 'jsdom'
import type { LeakCase } from '../../leak-case.ts'
import { jsdomWindow } from '../../pages.ts'
import type { React } from '../../react-page.ts'
import { reactIn } from '../../react-page.ts'

class Quotes {
  readonly prices: number[] = []
}

let window: DOMWindow
const listeners = new Set<() => void>()

function Ticker({ tidy, react }: { tidy: boolean; react: React }) {
  const [quotes, setQuotes] = react.useState(() => new Quotes())
  react.useEffect(() => {
    // culprit
    const update = () => setQuotes((shown) => shown)
    listeners.add(update)
    if (tidy) return () => void listeners.delete(update)
  }, [])
  return quotes.prices.join()
}

async function showAndClose(tidy: boolean): Promise<void> {
  const page = reactIn(window)
  page.show(Ticker, { tidy, react: page.react })
  await page.close()
}

export const leakCase: LeakCase = {
  target: Quotes,
  before() {
    window = jsdomWindow('<main></main>')
  },
  leaking: () => showAndClose(false),
  fixed: () => showAndClose(true),
  after() {
    listeners.clear()
    window.close()
  },
  root: 'module leaks/react/store-subscription.ts',
  says: ['`listeners`', 'Set', 'update', 'state setter of component Ticker', /^ +│ +state\b/m],
  cut: 'element of Set `listeners`',
}
