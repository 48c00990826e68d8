import { join } from 'node:path'
import { expect, test } from 'vitest'
import { complaintsOfCompiler } from '../../vitest/test/contract/type-check.ts'

test.each(['imported', 'global'])('toLeak is typed for %s expect', async (kind) => {
  expect(await complaintsOfCompiler(join(import.meta.dirname, 'types', kind))).toBe('')
})
