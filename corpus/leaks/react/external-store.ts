import type { DOMWindow } from 'jsdom'
import type { LeakCase } from '../../leak-case.ts'
import { jsdomWindow } from '../../pages.ts'
import type { React } from '../../react-page.ts'
import { reactIn } from '../../react-page.ts'

class Filter {
  readonly words: string[] = []
}

let window: DOMWindow
const theme = { name: 'dark', listeners: new Set<() => void>() }

function subscribeForEver(listener: () => void) {
  theme.listeners.add(listener)
  return () => {}
}

function subscribe(listener: () => void) {
  theme.listeners.add(listener)
  return () => void theme.listeners.delete(listener)
}

function Search(props: { tidy: boolean; react: React }) {
  const { tidy, react } = props
  const [filter] = react.useState(() => new Filter())
  // culprit
  const getTitle = () => [theme.name, ...filter.words].join()
  return react.useSyncExternalStore(tidy ? subscribe : subscribeForEver, getTitle)
}

async function showAndClose(tidy: boolean): Promise<void> {
  const page = reactIn(window)
  page.show(Search, { tidy, react: page.react })
  await page.close()
}

export const leakCase: LeakCase = {
  target: Filter,
  before() {
    window = jsdomWindow('<main></main>')
  },
  leaking: () => showAndClose(false),
  fixed: () => showAndClose(true),
  after() {
    theme.listeners.clear()
    window.close()
  },
  root: 'module leaks/react/external-store.ts',
  says: ['`theme`', '.listeners', 'Set', 'subscription of `useSyncExternalStore`', 'getTitle', '`filter`'],
  cut: 'element of Set',
}
