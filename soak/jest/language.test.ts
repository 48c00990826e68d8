import { language } from '../bodies/language.ts'
import { declareSoak } from '../declare-soak.ts'
import { host } from './host.ts'

declareSoak(language, host)
