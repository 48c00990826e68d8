import { suspended } from '../bodies/suspended.ts'
import { declareSoak } from '../declare-soak.ts'
import { host } from './host.ts'

declareSoak(suspended, host)
