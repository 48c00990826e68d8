import { acceptsLeaks } from '../../vitest/test/contract/accepted-leaks.ts'

acceptsLeaks('jest')
