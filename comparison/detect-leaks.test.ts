import { join } from 'node:path'
import { test } from '@jest/globals'
import type { LeakCase } from '../corpus/leak-case.ts'

const name = process.env['COMPARED_CASE'] ?? ''

test(`${name} leaves an instance alive`, async () => {
  const { leakCase } = (await import(join(__dirname, '../corpus/leaks', `${name}.ts`))) as {
    leakCase: LeakCase
  }
  await leakCase.before?.()
  await leakCase.leaking()
})
