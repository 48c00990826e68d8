import type { RealLeak } from '../real-leak.ts'

interface Cache {
  set(key: string, value: unknown, options: { size: number }): void
}

interface LRUCache {
  default: new (options: { maxSize: number }) => Cache
}

class Thumbnail {
  bytes = 60
}

let thumbnails: Cache
let uploads = 0

export const realLeak: RealLeak<LRUCache> = {
  package: 'lru-cache',
  issue: 'https://github.com/isaacs/node-lru-cache/issues/227',
  leaked:
    'In a cache with `maxSize` and no `max`, what was evicted for want of room stayed in the list of values.',
  target: Thumbnail,
  before({ default: LRUCache }) {
    thumbnails = new LRUCache({ maxSize: 100 })
  },
  body() {
    thumbnails.set(`upload ${++uploads}`, new Thumbnail(), { size: 60 })
    thumbnails.set('placeholder', '', { size: 90 })
  },
  root: 'module cases/lru-cache.ts',
  says: ['`thumbnails`', 'LRUCache', '.valList'],
  cut: '.valList',
}
