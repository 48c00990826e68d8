import { getHeapStatistics } from 'node:v8'
import { createContext, runInContext } from 'node:vm'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { collectGarbage } from '../../src/capture/gc.ts'
import { withInspector } from '../../src/capture/inspector.ts'
import { meetRealms, visitLiveInstances } from '../../src/capture/instances.ts'

function liveInstances(...classes: { prototype: object }[]): object[] {
  const found: object[] = []
  visitLiveInstances(
    classes.map(({ prototype }) => prototype),
    { instance: (instance) => void found.push(instance) },
  )
  return found
}

describe('sees by identity', () => {
  test('the instances of a class and of its subclasses, and no prototype object', () => {
    class Base {}
    class Derived extends Base {}
    const held = [new Base(), new Derived()]
    expect(new Set(liveInstances(Base))).toEqual(new Set(held))
    expect(liveInstances(Derived)).toEqual([held[1]])
  })

  test('no instance of another class with the same name', () => {
    const make = () => class Session {}
    const [One, Other] = [make(), make()]
    const held = [new One(), new Other()]
    expect(liveInstances(One)).toEqual([held[0]])
  })

  test('no instance that nothing holds', () => {
    class Dropped {}
    const make = () => void new Dropped()
    make()
    expect(liveInstances(Dropped)).toEqual([])
  })

  test('instances that the code of another realm made on our prototype', () => {
    class Mine {}
    const context = createContext({ prototype: Mine.prototype })
    runInContext('globalThis.made = Object.create(prototype)', context)
    expect(liveInstances(Mine)).toEqual([context.made])
  })

  test('instances of a class of another realm', () => {
    const context = createContext({})
    const Theirs = runInContext(
      'class Theirs {}; globalThis.kept = new Theirs(); Theirs',
      context,
    ) as new () => object
    const ours = new Theirs()
    expect(new Set(liveInstances(Theirs))).toEqual(new Set([context.kept, ours]))
  })

  test('several classes at once', () => {
    class A {}
    class B {}
    class C extends B {}
    const held = [new A(), new B(), new C()]
    expect(new Set(liveInstances(A, B, C))).toEqual(new Set(held))
  })

  test('instances of a class whose chain of prototypes ends in null, or in a proxy', () => {
    const Rootless = function () {} as unknown as new () => object
    Object.setPrototypeOf(Rootless.prototype, null)
    const Strange = function () {} as unknown as new () => object
    Object.setPrototypeOf(Strange.prototype, new Proxy({}, {}))
    const held = [new Rootless(), new Strange()]
    expect(liveInstances(Rootless)).toEqual([held[0]])
    expect(liveInstances(Strange)).toEqual([held[1]])
  })

  test('every other ordinary object of the realm, when asked to', () => {
    class Any {}
    const population = new Set<object>()
    const held = [{}, [], () => {}, new Map(), new Any(), Object.create(null) as object]
    visitLiveInstances([Any.prototype], {
      instance: () => {},
      anyObject: (object) => void population.add(object),
    })
    expect(held.map((object) => population.has(object))).toEqual([true, true, true, true, true, false])
  })

  test('every instance before any other object, of another realm, too', () => {
    class Mine {}
    const context = createContext({ prototype: Mine.prototype })
    runInContext('globalThis.made = Object.create(prototype)', context)
    const held = new Mine()
    const shown: string[] = []
    visitLiveInstances([Mine.prototype], {
      instance: (object) => void shown.push(object === held ? 'mine' : 'theirs'),
      anyObject: () => void (shown[shown.length - 1] === 'any' || shown.push('any')),
    })
    expect(shown).toEqual(['theirs', 'mine', 'any'])
  })

  test('the same instances again, asked twice', () => {
    class Held {}
    const held = new Held()
    expect(liveInstances(Held)).toEqual([held])
    expect(liveInstances(Held)).toEqual([held])
  })
})

test('runs no getter, trap or coercion of what it finds', () => {
  let ran = 0
  class Sly {
    get name(): never {
      ran++
      throw new Error('ran')
    }
  }
  const held = [new Sly(), Object.defineProperty(new Sly(), 'constructor', { get: () => ran++ })]
  const proxy = new Proxy(new Sly(), {
    getPrototypeOf: () => (ran++, null),
    getOwnPropertyDescriptor: () => (ran++, undefined),
  })
  expect(liveInstances(Sly).length).toBeGreaterThanOrEqual(held.length)
  expect(proxy).toBeDefined()
  expect(ran).toBe(0)
})

test('leaves nothing of itself on the module that realms share', () => {
  class Any {}
  liveInstances(Any)
  expect(Object.keys(process.getBuiltinModule('node:v8')).filter((name) => name.includes('toleak'))).toEqual(
    [],
  )
})

describe('cannot be trusted, and says so, when', () => {
  afterEach(() => {
    vi.doUnmock('../../src/capture/inspector.ts')
    vi.doUnmock('../../src/capture/realms.ts')
    vi.resetModules()
  })

  class Any {}
  const held = new Any()

  /** The counting with an inspector whose answers `change` has been at. */
  async function visitWith(
    change: (method: string, answer: unknown, post: (method: string, params?: object) => unknown) => unknown,
  ) {
    vi.resetModules()
    const real = await vi.importActual<typeof import('../../src/capture/inspector.ts')>(
      '../../src/capture/inspector.ts',
    )
    vi.doMock('../../src/capture/inspector.ts', () => ({
      withInspector: (doing: string, use: (post: unknown, listen: unknown) => unknown) =>
        real.withInspector(doing, (post, listen) =>
          use((method: string, params?: object) => change(method, post(method, params), post), listen),
        ),
    }))
    const module = await import('../../src/capture/instances.ts')
    return (classes: { prototype: object }[] = [Any]) =>
      module.visitLiveInstances(
        classes.map(({ prototype }) => prototype),
        { instance: () => {} },
      )
  }

  test('a realm shows nothing', async () => {
    const visit = await visitWith((method, answer, post) =>
      method === 'Runtime.queryObjects'
        ? { objects: emptied(answer as { objects: { objectId: string } }, post) }
        : answer,
    )
    expect(visit).toThrow(/^Cannot measure here: realm ".*" does not show a probe that is held/)
    expect(held).toBeDefined()
  })

  /** An empty array of the realm that answered. */
  function emptied(
    { objects }: { objects: { objectId: string } },
    post: (method: string, params?: object) => unknown,
  ): object {
    const answer = post('Runtime.callFunctionOn', {
      objectId: objects.objectId,
      functionDeclaration: 'function () { return [] }',
    })
    return (answer as { result: object }).result
  }

  test('a realm shows what is gone', async () => {
    const visit = await visitWith((method, answer, post) =>
      method === 'Runtime.callFunctionOn' &&
      (answer as { result: { className?: string } }).result.className !== undefined
        ? (post('Runtime.evaluate', {
            includeCommandLineAPI: true,
            expression: `{ const bridge = require('node:v8').__toleak_bridge__
              globalThis.zombie = { __proto__: bridge.prototypes[0] }
              bridge.droppedProbe.add(globalThis.zombie) }`,
          }),
          answer)
        : answer,
    )
    expect(visit).toThrow(/still shows a probe that nothing holds/)
    Reflect.deleteProperty(globalThis, 'zombie')
  })

  test('one question a realm is enough for any number of classes', async () => {
    let questions = 0
    const visit = await visitWith((method, answer) => {
      if (method === 'Runtime.queryObjects') questions++
      return answer
    })
    visit()
    const forOne = questions
    visit([Any, class extends Any {}, class {}])
    expect(questions).toBe(2 * forOne)
  })

  test('a realm refuses to be entered', async () => {
    const visit = await visitWith((method, answer) =>
      method === 'Runtime.evaluate' ? { result: { type: 'undefined' } } : answer,
    )
    expect(visit).toThrow(/^Cannot measure here: realm ".*" answered "undefined", expected the bridge/)
  })

  test('the realm of the test is not among those that were asked', async () => {
    vi.resetModules()
    const other = createContext({}, { name: 'other' })
    vi.doMock('../../src/capture/realms.ts', async (original) => {
      const real = await original<typeof import('../../src/capture/realms.ts')>()
      const listRealms: typeof real.listRealms = (...args) =>
        real.listRealms(...args).filter(({ name }) => name === 'other')
      return { ...real, listRealms }
    })
    const { visitLiveInstances: visit } = await import('../../src/capture/instances.ts')
    expect(() => visit([Any.prototype], { instance: () => {} })).toThrow(
      /no realm that the inspector lists shows a probe of the realm that the test runs in/,
    )
    expect(other).toBeDefined()
  })
})

describe('realms that die', () => {
  // so that those of the tests above are struck off
  beforeEach(async () => {
    collectGarbage()
    await new Promise((resolve) => setTimeout(resolve, 20))
  })

  const useRealm = () => void runInContext('globalThis.x = {}', createContext({}))

  test('are asked or left out, never a crash', async () => {
    class Any {}
    const held = new Any()
    for (let round = 0; round < 5; round++) {
      useRealm()
      expect(liveInstances(Any)).toEqual([held])
      // known from the visit before, collected by it, and still on the inspector's list
      expect(liveInstances(Any)).toEqual([held])
      if (round % 2) await new Promise((resolve) => setImmediate(resolve))
    }
  })

  test('among other new ones in this very turn are an error that says what to do', () => {
    class Any {}
    // known from here on
    liveInstances(Any)
    useRealm()
    collectGarbage()
    const held = createContext({})
    // Node 20 and 22 strike a realm off as it dies
    if (deadRealms() === 0) expect(liveInstances(Any)).toEqual([])
    else
      expect(() => liveInstances(Any)).toThrow(
        /^Cannot measure here: \d+ of \d+ new realms .* Let a turn pass first/,
      )
    expect(held).toBeDefined()
  })
})

/** Realms on the inspector's list that the heap no longer has. */
function deadRealms(): number {
  let listed = 0
  withInspector('list realms', (post, listen) => {
    listen('Runtime.executionContextCreated', () => void listed++)
    post('Runtime.enable')
  })
  return listed - getHeapStatistics().number_of_native_contexts
}

test('a realm that was met can be told from others when it dies', async () => {
  class Any {}
  const known = { realm: createContext({}) as object | undefined }
  await meetRealms()
  known.realm = undefined
  // what a WeakRef was made for lives to the end of the job
  await new Promise((resolve) => setImmediate(resolve))
  collectGarbage()
  const other = createContext({})
  expect(liveInstances(Any)).toEqual([])
  expect(other).toBeDefined()
})
