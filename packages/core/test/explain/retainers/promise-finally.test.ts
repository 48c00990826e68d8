import { expect, it } from 'vitest'
import { explained } from '../../fixtures/explained.ts'

class Spinner {
  turning = true
}

let loaded: Promise<void>

it('the callback of `.finally` is named, not what wraps it', () => {
  const spin = (spinner: Spinner) => loaded.finally(() => (spinner.turning = false))
  loaded = new Promise(() => {})
  void spin(new Spinner())
  const words = explained(Spinner)
  expect(words).toContain('callback of `.finally`')
  expect(words.filter((word) => word.startsWith('callback'))).toHaveLength(1)
})
