import type { RealLeak } from '../real-leak.ts'

interface ObservableMap {
  has(key: object): boolean
}

interface MobX {
  observable: { map(): ObservableMap }
  autorun(effect: () => void): () => void
}

class Track {
  title = ''
}

let playing: ObservableMap

export const realLeak: RealLeak<MobX> = {
  package: 'mobx',
  issue: 'https://github.com/mobxjs/mobx/issues/2031',
  leaked:
    'An observable map kept each key that it had been asked for, also when nobody observed the answer any more.',
  target: Track,
  before({ observable }) {
    playing = observable.map()
  },
  body({ autorun }) {
    const track = new Track()
    const stop = autorun(() => void playing.has(track))
    stop()
  },
  root: 'module cases/mobx.ts',
  says: ['`playing`', 'ObservableMap', '._hasMap'],
  cut: 'key of Map',
}
