import { configureLeaks } from '@toleak/vitest'
import { describe, expect, test } from 'vitest'
import { keepNone, keepOne, Session } from '../src/session.ts'

configureLeaks({ watch: Session, artifacts: false })

describe('watched', () => {
  test('leaves none', keepNone)
  test('leaves one', keepOne)
  test('leaves none after one that did', keepNone)
  test('fails for a reason of its own', () => {
    keepOne()
    expect('reason of its own').toBe('')
  })
})
