import { platform } from '../bodies/platform.ts'
import { declareSoak } from '../declare-soak.ts'
import { host } from './host.ts'

declareSoak(platform, host)
