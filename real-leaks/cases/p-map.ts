import type { RealLeak } from '../real-leak.ts'

interface PMap {
  default<Item, Result>(
    items: readonly Item[],
    mapper: (item: Item) => Result | Promise<Result>,
    options: { signal: AbortSignal },
  ): Promise<Result[]>
}

class Row {
  id = 1
}

const shutdown = new AbortController()

export const realLeak: RealLeak<PMap> = {
  package: 'p-map',
  issue: 'https://github.com/sindresorhus/p-map/issues/75',
  leaked: "The listener that it adds to the caller's AbortSignal stayed when all was mapped.",
  target: Row,
  async body({ default: pMap }) {
    await pMap([new Row()], (row) => row.id, { signal: shutdown.signal })
  },
  root: 'module cases/p-map.ts',
  says: ['`shutdown`', 'AbortSignal', 'p-map-leaky/index.js:44:'],
  cut: 'listener of event "abort"',
  advice: 'removeEventListener("abort", listener)',
}
