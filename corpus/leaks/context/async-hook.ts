import { createHook } from 'node:async_hooks'
import type { LeakCase } from '../../leak-case.ts'

class Profile {
  resources = 0
}

function profile(result: Profile): () => void {
  const hook = createHook({
    // culprit
    init() {
      result.resources++
    },
  })
  hook.enable()
  return () => hook.disable()
}

export const leakCase: LeakCase = {
  target: Profile,
  leaking() {
    profile(new Profile())
  },
  fixed() {
    const stop = profile(new Profile())
    stop()
  },
  root: "Node's async hooks",
  says: ['AsyncHook', 'init', '`result`'],
  cut: 'enabled hook',
  advice: 'disable()',
}
