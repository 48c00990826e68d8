import { configureLeaks, detectLeaks, trackLeaks } from '@toleak/jest'

class Order {
  constructor(readonly number: number) {}
}
abstract class Shape {
  abstract readonly sides: number
}
class Registry {
  static readonly only = new Registry()
  private constructor() {}
}

export const sync: void = expect(() => {}).not.toLeak(Order)
export const async: Promise<void> = expect(async () => 17).not.toLeak(Order)
export const thenable: Promise<void> = expect((): PromiseLike<number> => Promise.resolve(17)).toLeak(Order)
// @ts-expect-error a sync body has nothing to await
export const noPromise: Promise<void> = expect(() => 17).not.toLeak(Order)
// @ts-expect-error an async body has to be awaited
export const noVoid: void = expect(async () => {}).not.toLeak(Order)

expect(() => {}).not.toLeak(Shape)
expect(() => Registry.only).not.toLeak(Registry)
expect(() => {}).not.toLeak([Registry, Order])
expect(() => {}).not.toLeak([Order, Shape])
expect(() => {}).not.toLeak(Order, { allow: 1, generations: 3, settle: 100, artifacts: { dir: 'report' } })
expect(() => {}).not.toLeak(Order, { artifacts: false })

// @ts-expect-error a class's name is no class
expect(() => {}).not.toLeak('Order')
// @ts-expect-error an instance is no class
expect(() => {}).not.toLeak(new Order(17))
// @ts-expect-error a function is no class
expect(() => {}).not.toLeak(() => {})
// @ts-expect-error a list of names is no list of classes
expect(() => {}).not.toLeak([Order, 'Shape'])
// @ts-expect-error an unknown option
expect(() => {}).not.toLeak(Order, { alow: 1 })
// @ts-expect-error a wrong option
expect(() => {}).not.toLeak(Order, { allow: '1' })

export const classLess: void = expect(() => {}).not.toLeak()
export const classLessLater: Promise<void> = expect(async () => {}).not.toLeak({ runs: 6, warmup: 1 })
expect(() => {}).not.toLeak(Order, { runs: 5, failOn: ['per run', 'one-off'] })
expect(() => {}).not.toLeak(Order, { through: new Order(17), ignore: ['property `cache`', /pool/] })
// @ts-expect-error an unknown shape
expect(() => {}).not.toLeak(Order, { failOn: ['often'] })

export const collected: Promise<void> = expect(new WeakRef(new Order(17))).toBeCollected({ settle: 10 })
expect(Order).toHaveLiveInstances(2)
// @ts-expect-error a number of instances
expect(Order).toHaveLiveInstances('2')

detectLeaks(Order, { allow: 1 })
configureLeaks({ watch: [Order, Shape], generations: 3 })
trackLeaks(Order).check()
export const settled: Promise<void> = trackLeaks([Order]).checkSettled()
// @ts-expect-error a block is not run
trackLeaks(Order, { runs: 2 })
// @ts-expect-error an unknown option
configureLeaks({ wach: Order })
