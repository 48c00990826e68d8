import { expect, test } from 'vitest'
import { shownPath, shownPlace } from '../../src/explain/shown-place.ts'

test.each([
  ['/project/src/a.ts', 'src/a.ts'],
  ['/project', '/project'],
  ['/elsewhere/a.ts', '/elsewhere/a.ts'],
  ['/project-two/a.ts', '/project-two/a.ts'],
])('%s is shown as %s', (file, shown) => {
  expect(shownPath(file, '/project')).toBe(shown)
})

test('a place has line and column', () => {
  expect(shownPlace({ file: '/project/src/a.ts', line: 3, column: 7 }, '/project')).toBe('src/a.ts:3:7')
})
