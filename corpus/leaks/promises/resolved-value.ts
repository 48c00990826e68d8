import type { LeakCase } from '../../leak-case.ts'

class Profile {
  readonly name = 'Ada'
}

// culprit
const lookUps = new Map<string, Promise<Profile>>()

async function fetchProfile(): Promise<Profile> {
  return Promise.resolve(new Profile())
}

function lookUp(id: string): Promise<Profile> {
  const running = lookUps.get(id) ?? fetchProfile()
  lookUps.set(id, running)
  return running
}

export const leakCase: LeakCase = {
  target: Profile,
  async leaking() {
    await lookUp('ada')
  },
  async fixed() {
    await lookUp('bob').finally(() => lookUps.delete('bob'))
  },
  root: 'module leaks/promises/resolved-value.ts',
  says: ['`lookUps`', 'Map', 'Promise', 'value'],
  cut: 'Map `lookUps`',
}
