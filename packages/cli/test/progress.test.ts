import { beforeEach, describe, expect, it } from 'vitest'
import { Progress } from '../src/progress.ts'

let now: number
let told: string[]
const progress = (options: { isTTY?: boolean; quiet?: boolean } = {}) =>
  new Progress({ isTTY: false, ...options, write: (text) => told.push(text), now: () => now })

beforeEach(() => {
  now = 1_000_000
  told = []
})

describe('Progress', () => {
  it('tells nothing of what is done within a second', () => {
    for (const isTTY of [true, false]) {
      const each = progress({ isTTY })
      each.begin('reading a')
      now += 999
      each.advance(50, 100)
      each.begin('comparing')
      each.end()
    }
    expect(told).toEqual([])
  })

  it('rewrites one line of a terminal, and takes it away at the end', () => {
    const each = progress({ isTTY: true })
    each.begin('reading a')
    for (let percent = 0; percent <= 100; percent++, now += 20) each.advance(percent, 100)
    each.begin('comparing')
    each.end()
    expect(told.map((text) => text.replace('\r\u001b[K', '<'))).toEqual([
      ...[50, 55, 60, 65, 70, 75, 80, 85, 90, 95, 100].map((percent) => `<reading a: ${percent} %`),
      '<comparing …',
      '<',
    ])
  })

  it('writes a line every few seconds where there is no terminal', () => {
    const each = progress()
    each.begin('reading a')
    for (let percent = 0; percent <= 100; percent++, now += 100) each.advance(percent, 100)
    each.begin('comparing')
    each.end()
    expect(told).toEqual([
      'reading a: 10 %\n',
      'reading a: 40 %\n',
      'reading a: 70 %\n',
      'reading a: 100 %\n',
    ])
  })

  it('tells at once of a step that takes long', () => {
    progress().begin('inflating', { takesLong: true })
    expect(told).toEqual(['inflating …\n'])
  })

  it('is quiet when told to be', () => {
    const each = progress({ isTTY: true, quiet: true })
    each.begin('reading a', { takesLong: true })
    now += 5000
    each.advance(1, 2)
    each.end()
    expect(told).toEqual([])
  })

  it('keeps to one line, whatever the file is called', () => {
    progress().begin(`reading \u001b[31m${'x'.repeat(500)}`, { takesLong: true })
    expect(told[0]).toMatch(/^reading \\u001b\[31mx+…x+ …\n$/)
    expect(told[0].length).toBeLessThanOrEqual(79)
  })
})
