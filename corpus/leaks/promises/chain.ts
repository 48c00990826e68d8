import type { LeakCase } from '../../leak-case.ts'

function split(text: string): string[] {
  return text.split(',')
}

class Chart {
  points: number[] = []
}

let prices: Promise<string>
let publish: (prices: string) => void = () => {}

function drawPrices(chart: Chart): Promise<void> {
  return (
    prices
      .then(split)
      // culprit
      .then(function draw(values) {
        chart.points = values.map(Number)
      })
  )
}

export const leakCase: LeakCase = {
  target: Chart,
  before() {
    prices = new Promise((resolve) => (publish = resolve))
  },
  async leaking() {
    void drawPrices(new Chart())
  },
  async fixed() {
    const drawn = drawPrices(new Chart())
    publish('1,2,3')
    await drawn
  },
  root: 'module leaks/promises/chain.ts',
  says: [
    /`prices`|`publish`/,
    'promise that `.then` returned',
    'callback of `.then`',
    'function draw',
    '`chart`',
  ],
  cut: /`\.then`/,
}
