/** A process of its own for one contestant and one heap: `contestant-process.ts <contestant> <first> [later]`. */
import type { Contestant, Time } from './contestants/contestant.ts'
import type { Lap, Report } from './measure.ts'

const [name, first = '', later] = process.argv.slice(2)
const { contestant } = (await import(`./contestants/${name}.ts`)) as { contestant: Contestant }

const laps: Lap[] = []
const time: Time = async (stage, work) => {
  const start = performance.now()
  const result = await work()
  const milliseconds = performance.now() - start
  laps.push({
    stage,
    milliseconds,
    peakBytes: process.resourceUsage().maxRSS * 1024,
    residentBytes: process.memoryUsage.rss(),
  })
  return result
}

const findings = await contestant({ first, later }, time)
process.send?.({ findings, laps } satisfies Report)
process.disconnect?.()
