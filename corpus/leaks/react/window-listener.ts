import type { DOMWindow } from 'jsdom'
import type { LeakCase } from '../../leak-case.ts'
import { jsdomWindow } from '../../pages.ts'
import type { React } from '../../react-page.ts'
import { reactIn } from '../../react-page.ts'

class Draft {
  text = ''
}

let window: DOMWindow

function Editor({ draft, tidy, react }: { draft: Draft; tidy: boolean; react: React }) {
  react.useEffect(() => {
    // culprit
    const save = () => (draft.text = 'saved')
    window.addEventListener('beforeunload', save)
    if (tidy) return () => window.removeEventListener('beforeunload', save)
  }, [])
  return 'editor'
}

async function openAndClose(tidy: boolean): Promise<void> {
  const page = reactIn(window)
  page.show(Editor, { draft: new Draft(), tidy, react: page.react })
  await page.close()
}

export const leakCase: LeakCase = {
  target: Draft,
  before() {
    window = jsdomWindow('<main></main>')
  },
  leaking: () => openAndClose(false),
  fixed: () => openAndClose(true),
  after() {
    window.close()
  },
  // the page is both: the module's and the global one
  root: /window$|module leaks\/react\/window-listener\.ts$/,
  says: ['window', 'event "beforeunload"', 'save', '`draft`'],
  cut: 'event "beforeunload"',
  advice: 'removeEventListener("beforeunload", listener)',
}
