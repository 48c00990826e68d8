import { expect, test } from 'vitest'
import { edgesOfLeak } from '../../fixtures/edges-of-leak.ts'

class Compiled {
  readonly source = 'hello'
}

const compiled = new WeakMap<object, Compiled>()

function html(strings: TemplateStringsArray): void {
  compiled.set(strings, new Compiled())
}

// on Node 20 the words are missing: it keeps the cache elsewhere
test.skipIf(process.version.startsWith('v20.'))(
  'what is cached for a template literal is there as long as the code of its file',
  () => {
    expect(edgesOfLeak(() => html`<p>hello</p>`, Compiled).slice(-2)).toEqual([
      'strings of a template literal in its file',
      'value in WeakMap `compiled`, for the key',
    ])
  },
)
