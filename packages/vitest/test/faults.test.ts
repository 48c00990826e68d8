import { expectFaults } from './contract/expect-faults.ts'

expectFaults('vitest', ['--project=one', '--retry=0'])
