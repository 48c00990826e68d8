import type { CleanBody } from '../clean-body.ts'
import { Subject } from '../subject.ts'

class Vault extends Subject {
  static readonly #open = new Set<Vault>()
  static opened: number

  static {
    Vault.opened = 0
  }

  readonly #secret = new Subject('secret')

  static use(): number {
    const vault = new Vault()
    Vault.#open.add(vault)
    Vault.opened += vault.#secret.read().length
    Vault.#open.delete(vault)
    return Vault.opened
  }
}

abstract class Shape extends Subject {
  abstract area(): number
}

const Scaled = (Base: new () => Subject) =>
  class extends Base {
    readonly factor = 2
  }

class Square extends Scaled(Subject) {
  area(): number {
    return this.factor ** 2
  }
}

class Circle extends Shape {
  area(): number {
    return Math.PI
  }
}

const registry = new Map<string, Subject>()
const cache: Subject[] = []
const seen = new WeakSet<Subject>()
const notes = new WeakMap<Subject, Subject>()
const finalizers = new FinalizationRegistry<string>(() => {})
const slot: { current?: Subject; [key: string]: unknown } = {}

function subjects(count: number): Subject[] {
  return Array.from({ length: count }, (_, index) => new Subject(`subject ${index}`))
}

function* produce(count: number): Generator<Subject, Subject> {
  for (let index = 0; index < count; index++) yield new Subject()
  return new Subject('last')
}

function tag(parts: TemplateStringsArray, ...values: Subject[]): string {
  return parts.join(values.map((value) => value.read()).join())
}

function tree(depth: number, parent?: Subject): Subject {
  const node = new Subject()
  node.links.push(parent)
  if (depth > 0) node.links.push(tree(depth - 1, node), tree(depth - 1, node))
  return node
}

function descend(depth: number, subject: Subject): number {
  return depth === 0 ? subject.name.length : 1 + descend(depth - 1, new Subject())
}

/** The language alone: nothing is awaited, nothing of Node is used. */
export const language: readonly CleanBody[] = [
  { name: 'makes an instance', body: () => void new Subject() },
  { name: 'returns an instance', body: () => new Subject() },
  { name: 'uses a class with private fields and a static block', body: () => void Vault.use() },
  {
    name: 'counts only a subclass with private fields',
    target: Vault,
    body: () => void Vault.use(),
  },
  {
    name: 'makes instances of a mixin and of an abstract class',
    target: Shape,
    body: () => [new Circle(), new Square()].reduce((sum, shape) => sum + shape.area(), 0),
  },
  {
    name: 'makes instances by Reflect.construct, Object.create and a changed prototype',
    body() {
      const made = [
        Reflect.construct(Subject, ['reflected']) as Subject,
        Object.create(Subject.prototype) as Subject,
        Object.setPrototypeOf({}, Subject.prototype) as Subject,
      ]
      return made.filter((each) => each instanceof Subject).length
    },
  },
  {
    name: 'makes a class and its instance',
    body() {
      const Local = class extends Subject {
        readonly own = new Subject()
      }
      return new Local().own.read()
    },
  },
  {
    name: 'calls closures over an instance',
    body() {
      const subject = new Subject()
      const readers = [() => subject.read(), () => subject.links.length, () => subject]
      readers.forEach((read) => read())
    },
  },
  {
    name: 'binds methods and applies them',
    body() {
      const subject = new Subject()
      const read = subject.read.bind(subject)
      return [read(), Subject.prototype.read.call(subject), Reflect.apply(subject.read, subject, [])]
    },
  },
  {
    name: 'passes instances through arguments, rest and defaults',
    body() {
      function last(first = new Subject(), ...rest: Subject[]): Subject {
        return rest.at(-1) ?? first
      }
      return last().read() + last(new Subject(), ...subjects(10)).read()
    },
  },
  { name: 'recurses 2,000 calls deep', body: () => descend(2000, new Subject()) },
  { name: 'builds a tree of 2,047 nodes with links to the parents', body: () => void tree(10) },
  {
    name: 'builds a ring of 1,000 instances',
    body() {
      const ring = subjects(1000)
      ring.forEach((subject, index) => subject.links.push(ring[(index + 1) % ring.length]))
    },
  },
  {
    name: 'builds a linked list of 20,000 instances',
    body() {
      let head: Subject | undefined
      for (let index = 0; index < 20_000; index++) {
        const next = new Subject()
        next.links.push(head)
        head = next
      }
    },
  },
  { name: 'runs a generator to its end', body: () => [...produce(10)].length },
  {
    name: 'leaves a generator in the middle',
    body() {
      const generator = produce(10)
      generator.next()
      generator.next()
    },
  },
  {
    name: 'returns and throws into a generator',
    body() {
      const [returned, thrown] = [produce(3), produce(3)]
      returned.next()
      returned.return(new Subject())
      thrown.next()
      try {
        thrown.throw(new Error('stop', { cause: new Subject() }))
      } catch {
        // on purpose
      }
    },
  },
  {
    name: 'delegates between generators and closes iterators by destructuring',
    body() {
      function* outer(): Generator<Subject> {
        yield new Subject()
        yield* produce(5)
      }
      const [first, second] = outer()
      return [first, second].map((subject) => subject.read())
    },
  },
  {
    name: 'iterates Maps and Sets while they change',
    body() {
      const map = new Map(subjects(20).map((subject) => [subject, new Subject()]))
      const set = new Set(map.values())
      for (const [key] of map) map.delete(key)
      for (const value of set) if (set.size < 40) set.add(new Subject(value.name))
      const entries = set.entries()
      entries.next()
      set.clear()
    },
  },
  {
    name: 'fills and empties a Map that stays',
    body() {
      for (const subject of subjects(100)) registry.set(subject.name, subject)
      registry.clear()
    },
  },
  {
    name: 'fills and empties an array that stays',
    body() {
      cache.push(...subjects(100))
      cache.pop()
      cache.shift()
      cache.splice(10, 20)
      cache.length = 0
    },
  },
  {
    name: 'sets a property that stays and deletes it',
    body() {
      slot.current = new Subject()
      slot['other'] = new Subject()
      slot.current = undefined
      delete slot['other']
    },
  },
  {
    name: 'adds instances to a WeakSet and a WeakMap that stay',
    body() {
      for (const subject of subjects(100)) {
        seen.add(subject)
        notes.set(subject, new Subject('note'))
      }
    },
  },
  {
    name: 'ties instances to one another by a WeakMap that stays',
    body() {
      const [one, other] = subjects(2)
      notes.set(one, other)
      notes.set(other, one)
    },
  },
  {
    name: 'makes and reads WeakRefs',
    body: () => subjects(10).map((subject) => new WeakRef(subject).deref()?.read()).length,
  },
  {
    name: 'registers instances for finalization',
    body() {
      for (const subject of subjects(10)) finalizers.register(subject, subject.name)
    },
  },
  {
    name: 'wraps an instance into Proxies',
    body() {
      const proxy = new Proxy(new Subject(), { get: (held, name) => Reflect.get(held, name) as unknown })
      const { proxy: revocable, revoke } = Proxy.revocable(proxy, {})
      const name = revocable.read()
      revoke()
      return name
    },
  },
  {
    name: 'uses symbols as keys and for conversion',
    body() {
      const key = Symbol('subject')
      const holder = {
        [key]: new Subject(),
        [Symbol.toPrimitive]: () => 1,
        [Symbol.iterator]: () => produce(2),
      }
      return Number(holder) + [...holder].length + holder[key].name.length
    },
  },
  {
    name: 'defines accessors that answer from an instance',
    body() {
      const subject = new Subject()
      const holder = Object.defineProperty({} as { name: string }, 'name', { get: () => subject.name })
      return Object.freeze(holder).name
    },
  },
  { name: 'tags a template', body: () => tag`one ${new Subject()} two ${new Subject()}` },
  {
    name: 'catches an error whose stack nobody reads',
    body() {
      try {
        new Subject().fail()
      } catch {
        // on purpose
      }
    },
  },
  {
    name: 'catches an error and reads its stack',
    body() {
      try {
        new Subject().fail()
      } catch (error) {
        return (error as Error).stack?.length
      }
    },
  },
  {
    name: 'catches an error with an instance as its cause and as a property',
    body() {
      try {
        throw Object.assign(new Error('caught', { cause: new Subject() }), { subject: new Subject() })
      } catch (error) {
        return String(error)
      } finally {
        new Subject('finally').read()
      }
    },
  },
  {
    name: 'catches an AggregateError and a thrown instance',
    body() {
      const failures = [new AggregateError(subjects(3), 'several'), new Subject('thrown')]
      return failures.map((failure) => {
        try {
          throw failure
        } catch (caught) {
          return (caught as Error).name
        }
      })
    },
  },
  {
    name: 'throws an error that carries an instance',
    throws: /^on purpose$/,
    body() {
      throw Object.assign(new Error('on purpose'), { subject: new Subject() })
    },
  },
  {
    name: 'overflows the stack and catches it',
    body() {
      const dive = (subject: Subject): number => dive(subject) + 1
      try {
        return dive(new Subject())
      } catch (error) {
        return (error as Error).name
      }
    },
  },
  {
    name: 'makes a big array of instances',
    body: () => Array.from({ length: 50_000 }, () => new Subject()).length,
  },
  {
    name: 'sorts, groups, slices and flattens instances',
    body() {
      const sorted = subjects(200).sort((a, b) => a.name.localeCompare(b.name))
      const lengths = new Map<number, Subject[]>()
      for (const subject of sorted)
        lengths.set(subject.name.length, [...(lengths.get(subject.name.length) ?? []), subject])
      return [...lengths.values()].flatMap((group) => group.slice(1)).concat(new Subject()).length
    },
  },
  {
    name: 'makes sparse arrays and arrays of holes',
    body() {
      const sparse: Subject[] = []
      sparse[100_000] = new Subject()
      sparse[7] = new Subject()
      return sparse.filter(Boolean).length
    },
  },
  {
    name: 'uses typed arrays, a DataView and buffers beside an instance',
    body() {
      const subject = Object.assign(new Subject(), { bytes: new Uint8Array(1_000_000) })
      new DataView(subject.bytes.buffer).setFloat64(0, Math.PI)
      return Buffer.from(subject.bytes.buffer, 0, 8).readDoubleBE() + subject.bytes.subarray(8).length
    },
  },
  {
    name: 'shares memory and uses Atomics',
    body() {
      const subject = Object.assign(new Subject(), { shared: new Int32Array(new SharedArrayBuffer(1024)) })
      Atomics.add(subject.shared, 0, 5)
      return Atomics.load(subject.shared, 0)
    },
  },
  {
    name: 'turns instances into JSON and back',
    body() {
      const text = JSON.stringify(subjects(50), (_key, value: unknown) => value)
      return JSON.parse(text, (_key, value: unknown) =>
        typeof value === 'object' && value !== null ? Object.assign(new Subject(), value) : value,
      ) as unknown
    },
  },
  { name: 'clones an instance', body: () => structuredClone({ subject: new Subject() }).subject.name },
  {
    name: 'matches and replaces by regular expressions',
    body() {
      const subject = new Subject('the quick brown fox')
      const words = [...subject.name.matchAll(/(?<word>\w+)/g)].map((match) => new Subject(match[0]))
      return subject.name.replace(/\w+/g, (word) => words.find(({ name }) => name === word)?.read() ?? '')
    },
  },
  {
    name: 'formats by Intl',
    body() {
      const subject = Object.assign(new Subject(), {
        price: new Intl.NumberFormat('de', { minimumFractionDigits: 2 }),
      })
      const collator = new Intl.Collator('sv')
      return subject.price.format(1234) + subjects(5).sort((a, b) => collator.compare(a.name, b.name)).length
    },
  },
  {
    name: 'compiles code that makes an instance',
    body() {
      const make = new Function('Subject', 'return () => new Subject()') as (
        of: typeof Subject,
      ) => () => Subject
      return make(Subject)().read()
    },
  },
  {
    name: 'memoizes per instance',
    body() {
      const lengths = new WeakMap<Subject, number>()
      const lengthOf = (subject: Subject) => {
        const known = lengths.get(subject) ?? subject.name.length
        lengths.set(subject, known)
        return known
      }
      return subjects(10).reduce((sum, subject) => sum + lengthOf(subject) + lengthOf(subject), 0)
    },
  },
  {
    name: 'gets hot enough to be optimized',
    body() {
      let length = 0
      for (let index = 0; index < 200_000; index++) length += new Subject('hot').read().length
      return length
    },
  },
  {
    name: 'compares instances of several shapes at one place of the code',
    body() {
      const readAll = (things: readonly { name: string }[]) => things.map(({ name }) => name)
      return readAll([
        new Subject(),
        new Circle(),
        new Square(),
        { name: 'plain' },
        Object.assign(new Subject(), { extra: 1 }),
        Object.assign(new Subject(), { other: new Subject() }),
      ])
    },
  },
  {
    name: 'leaves the callback of a settled promise pending',
    body() {
      const subject = new Subject()
      void Promise.resolve(subject).then((settled) => settled.read() + subject.read())
    },
  },
  {
    name: 'leaves a microtask pending',
    body() {
      const subject = new Subject()
      queueMicrotask(() => subject.read())
    },
  },
  {
    name: 'drops a promise that nobody can settle',
    body() {
      const subject = new Subject()
      void new Promise(() => {}).then(() => subject.read())
    },
  },
  {
    name: 'drops an async function that waits for ever',
    body() {
      void (async (subject: Subject) => {
        await new Promise(() => {})
        subject.read()
      })(new Subject())
    },
  },
]
