import { expectFaults } from '../../vitest/test/contract/expect-faults.ts'

expectFaults('jest', ['--selectProjects=one', '--maxWorkers=2'])
