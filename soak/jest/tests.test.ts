import { tests } from '../bodies/tests.ts'
import { declareSoak } from '../declare-soak.ts'
import { host } from './host.ts'

declareSoak(tests, host)
