import { expectAcceptance } from '../../vitest/test/contract/expect-acceptance.ts'

expectAcceptance('jest', ['/accepted'])
