import { once } from 'node:events'
import type { FSWatcher } from 'node:fs'
import { watch } from 'node:fs'
import { tmpdir } from 'node:os'
import type { LeakCase } from '../../leak-case.ts'

class Configuration {
  stale = false
}

const watchers = new Set<WeakRef<FSWatcher>>()

function reloadOnChange(configuration: Configuration): FSWatcher {
  // culprit
  const watcher = watch(tmpdir(), { persistent: false }, function markStale() {
    configuration.stale = true
  })
  watchers.add(new WeakRef(watcher))
  return watcher
}

export const leakCase: LeakCase = {
  target: Configuration,
  async leaking() {
    reloadOnChange(new Configuration())
  },
  async fixed() {
    const watcher = reloadOnChange(new Configuration())
    watcher.close()
    await once(watcher, 'close')
  },
  root: "Node's event loop",
  says: ['FSWatcher', 'event "change"', 'markStale', '`configuration`'],
  cut: /open file watcher|event "change"/,
  advice: /watcher\.close\(\)|off\("change", listener\)/,
  after() {
    for (const watcher of watchers) watcher.deref()?.close()
    watchers.clear()
  },
}
