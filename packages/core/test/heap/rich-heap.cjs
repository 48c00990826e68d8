// A program with objects of many kinds. Writes a snapshot to the file named; run by devtools.test.ts.
const { AsyncLocalStorage } = require('node:async_hooks')
const { EventEmitter } = require('node:events')
const vm = require('node:vm')
const { writeHeapSnapshot } = require('node:v8')
const { Worker } = require('node:worker_threads')
const zlib = require('node:zlib')

const COUNT = Number(process.argv[3] ?? 2000)
const kept = (globalThis.kept = [])

class Shape {
  #secret = {}
  constructor(index) {
    this.index = index
    this.text = `shape ${index}`
    this.matrix = [[index], [index + 0.5]]
  }
  get secret() {
    return this.#secret
  }
}
class Special extends Shape {}

const shapes = Array.from({ length: COUNT }, (_, index) => new (index % 3 ? Shape : Special)(index))
kept.push(shapes)

// WeakMaps: tables and keys of every reach
const tables = [new WeakMap(), new WeakMap()]
kept.push(tables)
shapes.forEach((shape, index) => {
  if (index % 4 === 0) tables[index % 8 ? 0 : 1].set(shape, { of: shape, index })
  if (index % 40 === 0) for (const table of tables) table.set(shape, shapes[index + 1])
})
for (let index = 0; index < 20; index++) {
  // a table that only another entry keeps, a key that only its own value names, a chain of entries
  const inner = new WeakMap()
  tables[0].set(shapes[index], inner)
  inner.set(shapes[index + 1], new WeakSet([shapes[index]]))
  const dead = {}
  tables[1].set(dead, { dead })
}
// entries that V8 spells in more than one line, and one that it has no room for
const lines = new (eval(`(class ${'Long'.repeat(240)} {})`))()
tables[0].set(lines, 'two\nlines'.repeat(3))
tables[1].set(lines, new Shape(-1))
const twoLines = [`first ${process.pid}`, 'second'].join('\n')
tables[0].set(Symbol.for ? shapes[3] : lines, twoLines)
kept.push(lines, twoLines)

// weak references, registries, wrappers of other objects
kept.push(shapes.slice(0, 50).map((shape) => new WeakRef(shape)))
const registry = new FinalizationRegistry(() => {})
shapes.slice(0, 50).forEach((shape) => registry.register(shape, { held: shape.index }, shape))
kept.push(registry, (() => new WeakRef({ lost: true }))())
kept.push(shapes.slice(0, 100).map((shape) => new Proxy(shape, { get: (target, key) => target[key] })))
kept.push(shapes.slice(0, 100).map((shape) => shape.constructor.bind(shape, shape.index, {})))

// closures, generators, promises, async functions, timers, listeners
kept.push(shapes.map((shape, index) => () => shape.index + index + kept.length))
function* counts(from) {
  for (let local = { from }; ; local = { from: local }) yield local
}
kept.push(
  shapes.slice(0, 100).map((shape) => {
    const generator = counts(shape)
    generator.next()
    return generator
  }),
)
let settle
const settled = new Promise((resolve) => (settle = resolve))
const storage = new AsyncLocalStorage()
const waits = async (shape) => {
  const local = { shape }
  await settled
  return local
}
kept.push(shapes.slice(0, 200).map((shape) => storage.run({ shape }, () => waits(shape))))
const emitter = new EventEmitter()
emitter.setMaxListeners(0)
shapes.slice(0, 100).forEach((shape) => emitter.on('event', () => shape))
const target = new EventTarget()
target.addEventListener('event', () => shapes)
kept.push(emitter, target, settle)
shapes.slice(0, 100).forEach((shape) => setTimeout(() => shape, 1e6).unref())
const controller = new AbortController()
kept.push(controller, AbortSignal.any([controller.signal]))

// strings of every kind, collections, buffers, numbers, symbols, accessors, dictionaries, errors
const rope = shapes.reduce((text, shape) => text + shape.text, '')
kept.push(
  rope,
  rope.slice(10, 4000),
  shapes
    .map((shape) => shape.text + shape.index)
    .join('')
    .slice(5, 500),
)
kept.push(new Map(shapes.map((shape) => [shape, shape.text])), new Set(shapes.map((shape) => shape.text)))
kept.push(new Map([[1, 2]]).entries(), new Set([{}]).values())
kept.push([
  Buffer.alloc(100_000),
  new Float64Array(1000),
  new SharedArrayBuffer(64),
  new DataView(new ArrayBuffer(8)),
])
kept.push([10n ** 100n, Symbol('described'), /expression/g, new Date(), Object(1), Object('boxed')])
const dictionary = Object.create(null)
for (let index = 0; index < COUNT; index++) dictionary[`key ${index}`] = index % 2 ? { index } : index + 0.1
for (let index = 0; index < COUNT; index += 2) delete dictionary[`key ${index}`]
kept.push(dictionary, Object.defineProperty({}, 'lazy', { get: () => shapes, enumerable: true }))
kept.push(shapes.slice(0, 50).map((shape) => new Error('kept', { cause: shape })))
kept.push(
  (function () {
    return arguments
  })(1, {}, []),
)
const sparse = []
sparse[1e6] = {}
kept.push(sparse, zlib.createGzip(), new Intl.NumberFormat('en'))

// another realm, living and dead; another thread
const context = vm.createContext({ shapes })
kept.push(
  context,
  vm.runInContext('new (class Foreign { own = shapes; table = new WeakMap([[shapes[5], {}]]) })', context),
)
vm.runInContext('globalThis.more = Array.from({ length: 100 }, () => ({}))', vm.createContext())
kept.push(new vm.Script('(() => {})()'))
const worker = new Worker('require("node:worker_threads").parentPort.on("message", () => {})', { eval: true })
kept.push(worker)

// circles that nothing holds
let circle = { name: 'circle' }
circle.self = { circle }
circle = undefined

worker.once('online', () => {
  queueMicrotask(() => shapes)
  writeHeapSnapshot(process.argv[2])
  process.exit()
})
