import { setTimeout as pause } from 'node:timers/promises'
import { createContext, runInContext } from 'node:vm'
import type { ContractCase } from './case.ts'
import { fails, passes } from './case.ts'

class Guest {}

/** What is put here stays alive. */
const kept: unknown[] = []

const quiet = { artifacts: false }

const realm = createContext({ Guest })
const createThere = runInContext('() => Object.create(Guest.prototype)', realm) as () => object
const literalThere = runInContext('() => ({ __proto__: Guest.prototype })', realm) as () => object
const Foreigner = runInContext('class Foreigner extends Guest {}; Foreigner', realm) as typeof Guest
const Native = runInContext('class Native {}; Native', realm) as typeof Guest

/** Instances of one realm's class that another realm's code makes. */
export const realms: readonly ContractCase[] = [
  fails("another realm's code makes instances", /3 instances of Guest are/, async (expect) => {
    await expect(async () => {
      kept.push(createThere(), literalThere())
      await pause(1)
      kept.push(new Foreigner())
    }).not.toLeak(Guest, quiet)
  }),
  fails("another realm's class has instances made here and there", /3 instances of Native are/, (expect) => {
    expect(() => {
      kept.push(new Native(), runInContext('new Native()', realm))
      runInContext('globalThis.native = new Native()', realm)
    }).not.toLeak(Native, quiet)
  }),
  passes("what another realm's code made and dropped does not count", async (expect) => {
    await expect(async () => {
      createThere()
      await pause(1)
      literalThere()
      new Foreigner()
    }).not.toLeak(Guest)
  }),
]

/** A realm that comes, and perhaps goes, while the body runs. */
export const bornRealms: readonly ContractCase[] = [
  fails('a realm that the body makes has an instance', /1 instance of Guest is/, (expect) => {
    expect(() => {
      kept.push(runInContext('Object.create(Guest.prototype)', createContext({ Guest })))
    }).not.toLeak(Guest, quiet)
  }),
  passes('a realm that a sync body makes and drops', (expect) => {
    expect(() => {
      runInContext('Object.create(Guest.prototype)', createContext({ Guest }))
    }).not.toLeak(Guest)
  }),
  passes('a realm that an async body makes and drops', async (expect) => {
    await expect(async () => {
      runInContext('Object.create(Guest.prototype)', createContext({ Guest }))
      await pause(1)
    }).not.toLeak(Guest)
  }),
]
