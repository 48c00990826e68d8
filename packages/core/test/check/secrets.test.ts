import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { AsyncLocalStorage } from 'node:async_hooks'
import { EventEmitter } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { JSDOM } from 'jsdom'
import { afterAll, expect, test } from 'vitest'
import { failureOf } from '../../src/check/failure.ts'
import { findLeaks } from '../../src/check/find-leaks.ts'
import { LeakReport } from '../../src/check/leak-report.ts'
import { resolveOptions } from '../../src/check/options.ts'

/** What every planted text begins with; it is in no file, this one included. */
const MARK = ['qz', '7', 'x'].join('')
let planted = 0
/** A text that is nobody's name, made at run time. */
const secret = (kind = 'v') => `${MARK}-${kind} ${planted++}/pass word`
/** One that could be a name in code. */
const wordLike = () => `${MARK}${planted++}Abc`

const kept: unknown[] = []
const keep = <T>(holder: T): T => {
  kept.push(holder)
  return holder
}

class Victim {
  count = 3
  readonly password = secret('property')
  readonly joined = `${secret('joined')}:${this.count}`
  readonly piece = secret('piece').repeat(3).slice(4, 60)
  readonly list = [secret('element')]
  readonly #own = secret('private')
  get own(): string {
    return this.#own
  }
}

/** Ways of holding, each with texts all around. */
const WAYS: Readonly<Record<string, (victim: object) => void>> = {
  mapKey: (victim) => void keep(new Map()).set(secret('key'), victim),
  mapKeyLikeAName: (victim) => void keep(new Map()).set(wordLike(), victim),
  joinedMapKey: (victim) =>
    void keep(new Map()).set([secret('key'), Date.now()].join(':') + secret('key'), victim),
  mapInMap: (victim) => void keep(new Map()).set(secret('outer'), new Map([[secret('inner'), { victim }]])),
  objectAsMapKey: (victim) => void keep(new Map()).set(victim, secret('value')),
  setElement: (victim) => void keep(new Set<unknown>([secret('element')])).add(victim),
  arrayElement: (victim) => void keep([secret('element'), victim, secret('element')]),
  dictionary: (victim) => void keep({ [secret('name')]: victim, [secret('other')]: 1 }),
  largeDictionary: (victim) => {
    const table: Record<string, unknown> = keep({})
    for (let i = 0; i < 2000; i++) table[secret('name')] = i
    table[secret('name')] = victim
  },
  accessor: (victim) =>
    void keep(
      Object.defineProperty({}, secret('accessor'), {
        get: () => victim,
        enumerable: true,
        configurable: true,
      }),
    ),
  symbolKey: (victim) => void keep({ [Symbol(secret('symbol'))]: victim }),
  symbolKeyLikeAName: (victim) => void keep({ [Symbol(wordLike())]: victim }),
  registeredSymbol: (victim) => void keep({ [Symbol.for(secret('symbol'))]: { victim } }),
  symbolInMap: (victim) => void keep(new Map()).set(Symbol(secret('symbol')), victim),
  closureVariable: (victim) => {
    const token = secret('variable')
    keep(() => [token, victim])
  },
  boundArguments: (victim) =>
    void keep(((..._all: unknown[]) => {}).bind(secret('this'), secret('argument'), victim)),
  generator: (victim) => {
    const suspended = (function* (token: string, held: object): Generator<number> {
      const local = token + secret('local')
      yield local.length
      yield Number(held === undefined) + local.length
    })(secret('argument'), victim)
    suspended.next()
    keep(suspended)
  },
  asyncFunction: (victim) => {
    const waiting = async (token: string, held: object) => {
      await new Promise((resolve) => keep(resolve))
      return [token, held]
    }
    void waiting(secret('argument'), victim)
  },
  promiseResult: (victim) => void keep(Promise.resolve({ token: secret('result'), victim })),
  promiseOfText: (victim) => void keep(Object.assign(Promise.resolve(secret('result')), { victim })),
  rejection: (victim) => {
    const rejected = keep(Promise.reject(Object.assign(new Error(secret('message')), { victim })))
    rejected.catch(() => {})
  },
  errorCause: (victim) =>
    void keep(new Error(secret('message'), { cause: { victim, code: secret('code') } })),
  regexp: (victim) => void keep(Object.assign(new RegExp(secret('source').replace('/', '.')), { victim })),
  staticProperty: (victim) => {
    class Registry {
      static token = secret('static')
      static readonly entries = new Map([[secret('key'), victim]])
    }
    keep(Registry)
  },
  staticDictionary: (victim) => {
    class Registry {}
    keep(Object.assign(Registry, { [secret('static')]: victim }))
  },
  privateField: (victim) => {
    class Holder {
      #held: object
      #token = secret('private')
      constructor(held: object) {
        this.#held = held
      }
      show(): unknown {
        return [this.#held, this.#token]
      }
    }
    keep(new Holder(victim))
  },
  headers: (victim) =>
    void keep(Object.assign(new Headers({ authorization: `Bearer ${MARK}-header` }), { victim })),
  url: (victim) =>
    void keep(
      Object.assign(new URL(`https://${MARK}-host.test/${MARK}-path?token=${MARK}-query`), { victim }),
    ),
  searchParameters: (victim) =>
    void keep(Object.assign(new URLSearchParams({ [secret('name')]: secret('value') }), { victim })),
  request: (victim) =>
    void keep(
      Object.assign(new Request(`https://x.test/${MARK}-path`, { method: 'POST', body: secret('body') }), {
        victim,
      }),
    ),
  bytes: (victim) => void keep(Object.assign(Buffer.from(secret('bytes')), { victim })),
  blob: (victim) => void keep(Object.assign(new Blob([secret('blob')]), { victim })),
  taggedClass: (victim) => void keep({ [Symbol.toPrimitive]: () => secret('primitive'), victim }),
  listener: (victim) => {
    const emitter = keep(new EventEmitter())
    const token = secret('variable')
    emitter.on('change', () => [token, victim])
  },
  timerArgument: (victim) => void keep(setTimeout(() => {}, 1e8, secret('argument'), victim)),
  asyncStore: (victim) => {
    const storage = new AsyncLocalStorage()
    storage.run(new Map([[secret('key'), victim]]), () => keep(setTimeout(() => {}, 1e8)))
  },
  weakMap: (victim) => {
    const key = keep({ token: secret('value') })
    keep(new WeakMap()).set(key, [secret('element'), victim])
  },
  proxy: (victim) => void keep(new Proxy({ token: secret('value'), victim }, {})),
  boxedString: (victim) => void keep(Object.assign(Object(secret('boxed')) as object, { victim })),
  nullPrototype: (victim) =>
    void keep(Object.assign(Object.create(null) as object, { [secret('name')]: { victim } })),
  template: (victim) => {
    const tag = (strings: TemplateStringsArray, ...values: unknown[]) => ({ strings, values })
    keep(tag`begin ${secret('value')} ${victim} end`)
  },
  page: (victim) => {
    const { window } = new JSDOM(
      `<title>${MARK}-title</title><main id="${MARK}-id" class="${MARK}-class" data-${MARK}="${MARK}-data">${MARK}-text</main>`,
    )
    const main = window.document.querySelector('main')!
    main.dataset['token'] = secret('dataset')
    keep(Object.assign(main, { victim }))
    keep(window)
  },
}

const CLASSES: [string, new () => Victim][] = Object.keys(WAYS).map((name) => {
  const className = `Held_${name}`
  // in eval'd code, because a class has only the name that stands in the source
  const subclass = new Function('Victim', `return class ${className} extends Victim {}`) as (
    base: unknown,
  ) => unknown
  return [name, subclass(Victim) as new () => Victim]
})
const folder = mkdtempSync(join(tmpdir(), 'toleak-secrets-'))
afterAll(() => rmSync(folder, { recursive: true }))

function leakAll(redact: boolean): LeakReport {
  return findLeaks(
    () => {
      for (const [name, Class] of CLASSES) WAYS[name](new Class())
    },
    CLASSES.map(([, Class]) => Class),
    { artifacts: { redact } },
  )
}

/** The text of all groups: a message has the first ones only. */
function textsOf(report: LeakReport): string {
  return report.groups
    .map((group) => new LeakReport({ ...report, groups: [group] }).toText({ color: true }))
    .join('\n')
}

/** Every byte that a failure can write, by where it goes. */
function everythingOf(report: LeakReport, redact: boolean): Record<string, string> {
  const dir = join(folder, String(redact))
  const settings = resolveOptions({ artifacts: { dir, redact, heapSnapshot: true } })
  const host = { projectRoot: dir, color: true, testFile: join(dir, 'a.test.ts'), testName: 'a test' }
  const failure = failureOf('expect(fn).not.toLeak()', report, settings, host as never)
  const files = readdirSync(dir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  return {
    message: failure!.message,
    data: JSON.stringify(failure!.data),
    text: textsOf(report),
    json: JSON.stringify(report),
    mermaid: report.toMermaid(),
    html: report.toHtml(),
    dot: report.graph.toDot(),
    gexf: report.graph.toGexf(),
    ...Object.fromEntries(files.map(({ parentPath, name }) => [name, textOf(join(parentPath, name))])),
  }
}

function textOf(file: string): string {
  const bytes = readFileSync(file)
  return (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString()
}

test('no text of the heap reaches the message or a file', () => {
  const report = leakAll(true)
  const shown = everythingOf(report, true)
  for (const [name] of CLASSES) expect(shown['json'], `${name} is explained`).toContain(`Held_${name}`)
  for (const [place, text] of Object.entries(shown)) {
    const at = text.indexOf(MARK)
    expect(at < 0 ? undefined : text.slice(Math.max(0, at - 200), at + 100), place).toBeUndefined()
  }
  // the files of the report come after what is named above
  const files = Object.keys(shown).slice(8)
  expect(files.map((file) => file.slice(file.lastIndexOf('.'))).sort()).toEqual([
    '.gz',
    '.html',
    '.json',
    '.json',
    '.md',
    '.svg',
  ])
})

test('with redact: false they are shown, so the search would have found them', () => {
  const shown = everythingOf(leakAll(false), false)
  // the list of failures has nothing but where the first one is to be cut
  for (const [place, text] of Object.entries(shown))
    if (place !== 'manifest.json') expect(text.includes(MARK), place).toBe(true)
  for (const kind of ['key', 'name', 'symbol'])
    expect(shown['text'] + shown['json'], kind).toContain(`${MARK}-${kind}`)
})

test('nor when no class is named', () => {
  const table = keep(new Map<unknown, unknown>())
  const dictionary: Record<string, unknown> = keep({})
  const grow = () => {
    for (let i = 0; i < 3; i++) {
      table.set(secret('key'), { token: secret('value') })
      dictionary[secret('name')] = new Map([[secret('inner'), [secret('element')]]])
    }
  }
  const shown = everythingOf(findLeaks(grow), true)
  expect(shown['text']).toContain('Map')
  for (const [place, text] of Object.entries(shown)) expect(text.includes(MARK), place).toBe(false)
})
