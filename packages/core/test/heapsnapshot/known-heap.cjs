// A program whose heap is known. Writes the snapshots `<prefix>-1` and `<prefix>-2`; run by real-snapshots.test.ts.
const { writeHeapSnapshot } = require('node:v8')

class Survivor {}
class Born {}
class Dead {}
class WeakMapValue {}
class LostValue {}
class HeldValue {}
class SetMember {}
class Lost {}
class Argument {}
class Captured {}
class LongKeyed {}

const known = (globalThis.known = {})

// in plain sight
known.list = Array.from({ length: 7 }, () => new Survivor())
known.text = 'a "quoted" \\ string \n with \u00fc and \u2028'
known.dead = Array.from({ length: 4 }, () => new Dead())

// behind weak things
known.table = new WeakMap()
known.otherTable = new WeakMap()
known.keys = [{}, {}, {}]
known.table.set(known.keys[0], new WeakMapValue())
known.table.set(known.keys[1], known.keys[1])
known.otherTable.set(known.keys[0], new WeakMapValue())
;(() => {
  const lostKey = {}
  known.table.set(lostKey, { lostKey, value: new LostValue() })
  known.ref = new WeakRef(new Lost())
})()
known.members = new WeakSet([known.keys[0]])
known.registry = new FinalizationRegistry(() => {})
known.registry.register(known.keys[0], new HeldValue())
known.set = new Set([new SetMember()])

// an entry that V8 has no room to spell out
const longText = ['long', process.pid, 'x'.repeat(2000)].join(' ')
known.table.set(known.keys[2], longText.split('').join(''))
known.long = new (eval(`(class ${'Long'.repeat(240)} {})`))()
known.otherTable.set(known.long, new LongKeyed())

// functions
function takes() {}
known.bound = takes.bind(null, new Argument())
known.closure = (
  (captured) => () =>
    captured
)(new Captured())

const prefix = process.argv[2]
setImmediate(() => {
  writeHeapSnapshot(`${prefix}-1.heapsnapshot`)
  known.dead = undefined
  known.born = Array.from({ length: 5 }, () => new Born())
  writeHeapSnapshot(`${prefix}-2.heapsnapshot`)
})
