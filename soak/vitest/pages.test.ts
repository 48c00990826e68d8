import { pages } from '../bodies/pages.ts'
import { declareSoak } from '../declare-soak.ts'
import { host } from './host.ts'

declareSoak(pages, host)
