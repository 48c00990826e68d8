import type { LeakCase } from '../../leak-case.ts'

class Tab {
  readonly openedAt = performance.now()
}

const tabs: Tab[] = []
// culprit
const tabsByUrl = new Map<string, Tab>()

function open(url: string): () => void {
  const tab = new Tab()
  tabs.push(tab)
  tabsByUrl.set(url, tab)
  return () => {
    tabs.splice(tabs.indexOf(tab), 1)
    tabsByUrl.delete(url)
  }
}

export const leakCase: LeakCase = {
  target: Tab,
  leaking() {
    open('/home')
  },
  fixed() {
    const close = open('/news')
    close()
  },
  root: 'module leaks/collections/list-and-index.ts',
  says: ['`tabs`', '`tabsByUrl`', 'in another way'],
  cut: /\[\d+\] of Array `tabs`, and value of a string key of Map `tabsByUrl`|value of a string key of Map `tabsByUrl`, and \[\d+\] of Array `tabs`/,
}
