import { acceptsLeaks } from './contract/accepted-leaks.ts'

acceptsLeaks('vitest', ['--project=node'])
