import { afterEach, expect, test } from 'vitest'
import { edgesOfLeak } from '../../fixtures/edges-of-leak.ts'

class Settings {
  theme = 'dark'
}

/** Keys that are no identifiers are shown. */
const shown = { artifacts: { redact: false } } as const

const views: object[] = []
afterEach(() => {
  views.length = 0
})

function readerOf(settings: Settings): () => string {
  return () => settings.theme
}

test('a getter and a setter are told from properties that are called so', () => {
  const withGetter = () =>
    void views.push(Object.defineProperty({}, 'theme', { get: readerOf(new Settings()) }))
  expect(edgesOfLeak(withGetter, Settings)).toContain('getter of .theme')
  views.length = 0
  const withSetter = () =>
    void views.push(Object.defineProperty({}, 'a b', { set: readerOf(new Settings()), configurable: true }))
  expect(edgesOfLeak(withSetter, Settings, shown)).toContain('setter of ["a b"]')
  views.length = 0
  const withProperty = () => void views.push({ 'get theme': readerOf(new Settings()) })
  expect(edgesOfLeak(withProperty, Settings, shown)).toContain('["get theme"]')
})
