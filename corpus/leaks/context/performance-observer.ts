import { PerformanceObserver } from 'node:perf_hooks'
import type { LeakCase } from '../../leak-case.ts'

class Dashboard {
  marks = 0
}

function observe(dashboard: Dashboard): PerformanceObserver {
  // culprit
  const observer = new PerformanceObserver(function show(list) {
    dashboard.marks += list.getEntries().length
  })
  observer.observe({ entryTypes: ['mark'] })
  return observer
}

export const leakCase: LeakCase = {
  target: Dashboard,
  leaking() {
    observe(new Dashboard())
  },
  fixed() {
    observe(new Dashboard()).disconnect()
  },
  root: "Node's performance observers",
  says: ['PerformanceObserver', 'show', '`dashboard`'],
  cut: 'active observer',
  advice: 'disconnect()',
}
