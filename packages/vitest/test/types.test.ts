import { join } from 'node:path'
import { expect, test } from 'vitest'
import { complaintsOfCompiler } from './contract/type-check.ts'

test('toLeak is typed as a user without other types sees it', async () => {
  expect(await complaintsOfCompiler(join(import.meta.dirname, 'types'))).toBe('')
})
