import type { LeakCase } from '../../leak-case.ts'

class Page {
  readonly rows = ['ada', 'bob']
}

async function* rows(): AsyncGenerator<string> {
  const page = await Promise.resolve(new Page())
  // culprit
  for (const row of page.rows) yield row
}

let search: AsyncGenerator<string> | undefined

export const leakCase: LeakCase = {
  target: Page,
  async leaking() {
    search = rows()
    await search.next()
  },
  async fixed() {
    search = rows()
    await search.next()
    await search.return(undefined)
  },
  root: 'module leaks/suspended/async-generator.ts',
  says: ['`search`', 'async generator rows', 'local variable `page`', 'suspended'],
  cut: /`search`|`page`/,
  advice: 'keeps the last value of `page`',
}
