import { useEffect, useState } from 'react'
import type { PriceEvent } from './price-feed.ts'
import { priceFeed } from './price-feed.ts'
import { PriceHistory } from './price-history.ts'

/** Shows the latest price. Its effect listens to the feed until the ticker is gone. */
export function PriceTicker() {
  const [history] = useState(() => new PriceHistory())
  const [price, setPrice] = useState(0)

  useEffect(() => {
    const onPrice = (event: Event) => {
      history.add((event as PriceEvent).price)
      setPrice(history.latest ?? 0)
    }
    priceFeed.addEventListener('price', onPrice)
    return () => priceFeed.removeEventListener('price', onPrice)
  }, [history])

  return <output>{price}</output>
}
