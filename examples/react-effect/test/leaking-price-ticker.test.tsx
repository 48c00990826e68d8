import { expect, test } from 'vitest'
import { PriceHistory } from '../src/price-history.ts'
import { PriceTicker } from '../src/leaking-price-ticker.tsx'
import { showAndClose } from './show-and-close.ts'

test('a price ticker that is gone keeps no history', async () => {
  await expect(() => showAndClose(PriceTicker)).not.toLeak(PriceHistory)
})
