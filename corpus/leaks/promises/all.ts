import type { LeakCase } from '../../leak-case.ts'

class Texture {
  readonly width: number = 512
}

// culprit
let finishLoading = (_texture: Texture) => {}

async function loadTexture(): Promise<Texture> {
  return Promise.resolve(new Texture())
}

function loadSlowly(): Promise<Texture> {
  return new Promise((resolve) => (finishLoading = resolve))
}

export const leakCase: LeakCase = {
  target: Texture,
  async leaking() {
    void Promise.all([loadTexture(), loadSlowly()])
  },
  async fixed() {
    const loaded = Promise.all([loadTexture(), loadSlowly()])
    finishLoading({ width: 256 })
    await loaded
  },
  root: 'module leaks/promises/all.ts',
  says: ['`finishLoading`', 'Promise.all', '[0]'],
  cut: /`finishLoading`|Promise\.all/,
}
