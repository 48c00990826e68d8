import { expectAcceptance } from './contract/expect-acceptance.ts'

expectAcceptance('vitest', ['--project=accepted'])
