import type { LeakCase } from '../../leak-case.ts'

class Profile {
  readonly name = 'ada'
}

// culprit
export let currentProfile: Profile | undefined

export const leakCase: LeakCase = {
  target: Profile,
  leaking() {
    currentProfile = new Profile()
  },
  fixed() {
    currentProfile = new Profile()
    currentProfile = undefined
  },
  root: 'module leaks/variables/exported-binding.ts',
  says: [/`currentProfile`|\.currentProfile/],
  cut: 'currentProfile',
}
