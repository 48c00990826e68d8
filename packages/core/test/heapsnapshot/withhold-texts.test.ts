import { expect, test } from 'vitest'
import { takeSnapshot } from '../../src/capture/snapshot.ts'
import { SnapshotFormatError } from '../../src/errors.ts'
import { Heap } from '../../src/heap/heap.ts'
import { parseSnapshot } from '../../src/heapsnapshot/parse.ts'
import { withholdTexts } from '../../src/heapsnapshot/withhold-texts.ts'

const secret = (kind: string) => ['vq', '8', kind, Date.now()].join('~')

class Session {
  readonly token = secret('property')
  readonly expires = 17
}
const session = Object.assign(new Session(), {
  [Symbol('kState')]: secret('symbol'),
  [secret('key')]: new Date(),
})
const tokens = new WeakMap<object, string>([[session, secret('entry')]])

const whole = Buffer.concat([...takeSnapshot()])
const pieces = [...withholdTexts(whole)]
const before = parseSnapshot([whole])
const after = parseSnapshot(pieces)

test('the graph is the same', () => {
  expect(tokens.get(session)).toContain('entry')
  for (const column of [
    'nodeType',
    'nodeName',
    'nodeId',
    'shallowSize',
    'firstEdge',
    'edgeType',
    'edgeTo',
  ] as const)
    expect(Buffer.compare(bytesOf(after[column]), bytesOf(before[column])), column).toBe(0)
  expect(after.locations.count).toBe(before.locations.count)
  expect(after.strings.count).toBe(before.strings.count)
})

test('names stay, texts do not', () => {
  const text = Buffer.concat(pieces).toString()
  expect(whole.includes('vq~8~')).toBe(true)
  expect(text).not.toContain('vq~8~')
  const heap = new Heap(after)
  const node = after.nodeId.findIndex(
    (_, index) => heap.name(index) === 'Session' && heap.typeName(index) === 'object',
  )
  const labels: unknown[] = []
  for (let edge = after.firstEdge[node]; edge < after.firstEdge[node + 1]; edge++)
    labels.push(heap.edgeLabel(edge))
  expect(labels).toEqual(expect.arrayContaining(['token', '<symbol kState>', '(text)', '__proto__']))
})

test('entries of WeakMaps are still told apart', () => {
  const [entries, wanted] = [after, before].map((columns) => new Heap(columns).ephemerons)
  expect(entries.count).toBeGreaterThan(0)
  for (const column of ['keyEdge', 'tableEdge', 'key', 'table'] as const)
    expect(entries[column], column).toEqual(wanted[column])
})

test('what is no whole snapshot is refused', () => {
  expect(() => [...withholdTexts(whole.subarray(0, -1))]).toThrow(SnapshotFormatError)
})

function bytesOf({
  buffer,
  byteOffset,
  byteLength,
}: Readonly<Uint8Array | Uint32Array | Float64Array>): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength)
}
