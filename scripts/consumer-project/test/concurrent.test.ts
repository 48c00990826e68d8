import { configureLeaks } from '@toleak/vitest'
import { describe, test } from 'vitest'
import { keepOneLater, Session } from '../src/session.ts'

configureLeaks({ watch: Session, artifacts: false })

describe('concurrent', () => {
  test.concurrent('leaves one while another runs', keepOneLater)
  test.concurrent('leaves one beside it', keepOneLater)
})
