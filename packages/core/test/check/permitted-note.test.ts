import { afterEach, describe, expect, test } from 'vitest'
import { findLeaks } from '../../src/check/find-leaks.ts'
import { configureLeaks } from '../../src/check/options.ts'
import { permittedNote } from '../../src/check/permitted-note.ts'

class Session {
  readonly user = 'ada'
}
const pool: Session[] = []
const leaked: Session[] = []

afterEach(() => {
  pool.length = 0
  leaked.length = 0
  configureLeaks({})
})

const keep = () => {
  const both = new Session()
  pool.push(new Session(), both)
  leaked.push(both)
}

test('says by which options how many may stay', () => {
  const [through, ignore] = [new WeakSet(), () => true]
  expect(permittedNote(0, { through, ignore }, false)).toBeUndefined()
  expect(permittedNote(1, { through, ignore: undefined }, false)).toBe(
    '1 further instance is held only through what option "through" permits.',
  )
  expect(permittedNote(2, { through: undefined, ignore }, false)).toBe(
    '2 further instances are held only through what option "ignore" permits.',
  )
  expect(permittedNote(2, { through, ignore }, false)).toBe(
    '2 further instances are held only through what the options "through" and "ignore" permit.',
  )
  expect(permittedNote(0, { through: undefined, ignore }, true)).toMatch(/^Option "ignore" matches very many/)
  expect(permittedNote(1, { through: undefined, ignore }, true)).toMatch(/^1 further .* Option "ignore"/)
})

describe('a report', () => {
  test.each([
    // a table of the objects themselves would be one more way to them
    ['through', () => ({ through: [pool] })],
    ['ignore', () => ({ ignore: 'variable pool' })],
  ])('has only what is held in other ways than option "%s" permits', (name, options) => {
    const report = findLeaks(keep, Session, options())
    expect(report).toMatchObject({ leakedCount: 1, permittedCount: 1, isLeak: true })
    expect(report.groups).toMatchObject([
      { count: 1, cut: { sentence: expect.stringContaining('`leaked`') } },
    ])
    const text = report.toText()
    expect(text).toMatch(/^1 instance of Session is still alive after fn\(\) returned \(before: 0\)\./)
    expect(text).toContain(`1 further instance is held only through what option "${name}" permits.`)
    expect(text).not.toContain('`pool`')
  })

  test.each([
    ['through', () => ({ through: [pool, leaked] })],
    ['ignore', () => ({ ignore: ['variable pool', 'variable leaked'] })],
    ['both', () => ({ through: [leaked], ignore: 'variable pool' })],
  ])('is of no leak when all is permitted (%s)', (_, options) => {
    const report = findLeaks(keep, Session, options())
    expect(report).toMatchObject({ leakedCount: 0, permittedCount: 2, isLeak: false, groups: [] })
    expect(report.toText()).toMatch(/^No other instance of Session .*\n\n2 further instances are held only/)
  })

  test('has the shape of what is not permitted', () => {
    let run = 0
    const body = () => {
      pool.push(new Session())
      if (run++ === 0) leaked.push(new Session())
    }
    expect(findLeaks(body, Session, { runs: 3, through: [pool] })).toMatchObject({
      leakedCount: 1,
      permittedCount: 3,
      shape: 'one-off',
      isLeak: false,
    })
  })

  test('of a project may permit by default, and an assertion instead of it', () => {
    configureLeaks({ ignore: 'variable pool', through: [leaked] })
    expect(findLeaks(keep, Session).leakedCount).toBe(0)
    expect(findLeaks(keep, Session, { ignore: 'variable other' }).leakedCount).toBe(2)
  })

  test('has nothing permitted without these options', () => {
    const report = findLeaks(keep, Session)
    expect(report).toMatchObject({ leakedCount: 2, permittedCount: 0 })
    expect(report.toText()).not.toContain(' permits')
  })
})
