import { setTimeout as pause } from 'node:timers/promises'
import type { ContractCase } from './case.ts'
import { fails, passes } from './case.ts'

/** Types, which a transform leaves out: places are right only by its source map. */
interface Shelf {
  readonly width: number
  readonly height: number
}

class Parcel {
  readonly shelf: Shelf
  constructor(shelf: Shelf) {
    this.shelf = shelf
  }
}

const kept: unknown[] = []
const tracked = { allocationStacks: true, artifacts: false }

interface Packing {
  readonly count: number
}

function pack({ count }: Packing): Parcel[] {
  return Array.from({ length: count }, () => new Parcel({ width: count, height: 2 }))
}

async function packLater(packing: Packing): Promise<void> {
  await pause(1)
  kept.push(...pack(packing))
}

/** A line of the text: words, and the place in this file. */
const line = (words: string, place: string) => String.raw`\n\s+${words} +\S*allocation-stacks\.ts:${place}`

/** Where the class, the function that calls it and the one that calls that stand in this file. */
const CREATED =
  'Created in:' +
  line('new Parcel', '(?:11|13):\\d+') +
  line('anonymous function', '26:\\d+') +
  line('pack', '25:\\d+')

let runs = 0

/** What option `allocationStacks` adds to a failure. */
export const allocationStacks: readonly ContractCase[] = [
  fails(
    'a sync body: says where its survivors were created',
    new RegExp(CREATED + line('fn', '\\d+:\\d+')),
    (expect) => {
      expect(() => {
        kept.push(...pack({ count: 2 }))
      }).not.toLeak(Parcel, tracked)
    },
  ),
  fails(
    'an async body: says where its survivors were created',
    new RegExp(CREATED + line('packLater', '29:\\d+')),
    async (expect) => {
      await expect(async () => {
        await packLater({ count: 1 })
      }).not.toLeak(Parcel, tracked)
    },
  ),
  fails(
    'a second run that throws: the failure stays, with a note',
    /1 instance of Parcel is still alive[^]*run a second time, fn\(\) threw Error: second\./,
    (expect) => {
      runs = 0
      expect(() => {
        if (++runs > 1) throw new Error('second')
        kept.push(...pack({ count: 1 }))
      }).not.toLeak(Parcel, tracked)
    },
  ),
  passes('.toLeak: the body runs once', (expect) => {
    runs = 0
    expect(() => {
      runs++
      kept.push(...pack({ count: 1 }))
    }).toLeak(Parcel, tracked)
    expect(runs).toBe(1)
  }),
  passes('nothing leaks: the body runs once', async (expect) => {
    runs = 0
    await expect(async () => {
      runs++
      await pause(1)
      pack({ count: 1 })
    }).not.toLeak(Parcel, tracked)
    expect(runs).toBe(1)
  }),
]
