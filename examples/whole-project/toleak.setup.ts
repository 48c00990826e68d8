import { configureLeaks } from '@toleak/vitest'
import { Cart } from './src/cart.ts'

// of every test of the project: what it creates of these must be gone when it is over
configureLeaks({ watch: Cart })
