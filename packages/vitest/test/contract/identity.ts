import { setTimeout as pause } from 'node:timers/promises'
import type { ContractCase } from './case.ts'
import { fails, passes } from './case.ts'

/** What is put here stays alive. */
const kept: unknown[] = []

const quiet = { artifacts: false }

function makeAccount() {
  return class Account {}
}
const FirstAccount = makeAccount()
const SecondAccount = makeAccount()

abstract class Shape {}
class Circle extends Shape {}
class Ring extends Circle {}

class Visitor {}
const visitors: Visitor[] = [new Visitor(), new Visitor(), new Visitor()]

class Cat {}
class Kitten extends Cat {}
class Dog {}

/** Which objects count as instances that the body created. */
export const identity: readonly ContractCase[] = [
  fails('two classes of one name are told apart', /1 instance of Account is/, (expect) => {
    expect(() => {
      kept.push(new FirstAccount(), new SecondAccount())
    }).not.toLeak(FirstAccount, quiet)
  }),
  fails(
    'instances of subclasses count, their prototype objects do not',
    /4 instances of Shape are/,
    (expect) => {
      expect(() => {
        class Local extends Shape {}
        kept.push(new Circle(), new Ring(), new Local())
        // as people wrote it before `class`
        function OldShape() {}
        OldShape.prototype = Object.create(Shape.prototype, { constructor: { value: OldShape } })
        kept.push(Reflect.construct(OldShape, []))
        kept.push(class extends Local {})
      }).not.toLeak(Shape, quiet)
    },
  ),
  passes('neither prototype objects nor instances of superclasses count', (expect) => {
    expect(() => {
      kept.push(class extends Ring {}, new Circle())
    }).not.toLeak(Ring)
  }),

  passes('instances alive before do not count, wherever they go', async (expect) => {
    await expect(async () => {
      kept.push(visitors.pop())
      await pause(1)
      visitors.push(new Visitor())
      visitors.pop()
      visitors.unshift(kept.pop() as Visitor)
    }).not.toLeak(Visitor)
  }),
  fails('one dies and one is born', /1 instance of Visitor is .* returned \(before: 3\)/, (expect) => {
    expect(() => {
      visitors.shift()
      visitors.push(new Visitor())
    }).not.toLeak(Visitor, quiet)
  }),
  fails('three die and one is born', /1 instance of Visitor is .* settled \(before: 3\)/, async (expect) => {
    await expect(async () => {
      visitors.length = 0
      await pause(1)
      visitors.push(new Visitor())
    }).not.toLeak(Visitor, quiet)
  }),

  fails(
    'instances of all classes of a list count, each once',
    /2 instances of Cat, Kitten, Dog are/,
    (expect) => {
      expect(() => {
        kept.push(new Kitten(), new Dog())
      }).not.toLeak([Cat, Kitten, Dog], quiet)
    },
  ),
]
