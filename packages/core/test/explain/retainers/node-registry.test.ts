import { createHook } from 'node:async_hooks'
import { PerformanceObserver } from 'node:perf_hooks'
import { afterAll, expect, it } from 'vitest'
import { explained } from '../../fixtures/explained.ts'

class Dashboard {
  marks = 0
}
class Profile {
  resources = 0
}

const ends: (() => void)[] = []

/** Functions of their own, lest what is measured be in their scope. */
function disconnectAtEnd(observer: WeakRef<PerformanceObserver>): void {
  ends.push(() => observer.deref()?.disconnect())
}

function disableAtEnd(hook: WeakRef<ReturnType<typeof createHook>>): void {
  ends.push(() => hook.deref()?.disable())
}

afterAll(() => {
  for (const end of ends) end()
})

it('an observer observes until it is disconnected', () => {
  const observe = (dashboard: Dashboard) => {
    const observer = new PerformanceObserver(() => dashboard.marks++)
    observer.observe({ entryTypes: ['mark'] })
    disconnectAtEnd(new WeakRef(observer))
  }
  observe(new Dashboard())
  expect(explained(Dashboard).slice(0, 4)).toEqual([
    "Node's performance observers",
    'active observer',
    'PerformanceObserver',
    'callback',
  ])
})

it('an async hook is called until it is disabled', () => {
  const profile = (result: Profile) => {
    const hook = createHook({ init: () => result.resources++ }).enable()
    disableAtEnd(new WeakRef(hook))
  }
  profile(new Profile())
  expect(explained(Profile).slice(0, 4)).toEqual([
    "Node's async hooks",
    'enabled hook',
    'AsyncHook',
    'callback `init`',
  ])
})
