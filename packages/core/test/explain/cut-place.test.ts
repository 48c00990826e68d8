import { expect, test } from 'vitest'
import { cutPlace } from '../../src/explain/cut-place.ts'
import type { LeakGroup, TraceStep } from '../../src/explain/leak-trace.ts'

const at = (line: number) => ({ file: 'a.ts', line, column: 1 })
const step = (facts: Partial<TraceStep>): TraceStep => ({
  node: 1,
  nodeId: 1,
  edge: 'e',
  label: 'l',
  status: 'expected',
  collapsed: 0,
  ...facts,
})
const group = (steps: TraceStep[], cut?: number): LeakGroup => ({
  className: 'C',
  count: 1,
  fingerprint: 'f',
  otherTraces: [],
  advice: [],
  trace: { root: { label: 'r', place: at(1) }, steps },
  cut: cut === undefined ? undefined : { step: cut, sentence: 's', references: 1 },
})

test('where the reference is declared, else where its holder waits or is written', () => {
  const declared = step({ edgePlace: at(2) })
  const waiting = step({ place: at(3), suspendedAt: at(4) })
  expect(cutPlace(group([waiting, declared], 1))).toEqual(at(2))
  expect(cutPlace(group([declared, waiting, step({})], 2))).toEqual(at(4))
  expect(cutPlace(group([declared, step({ place: at(3) }), step({})], 2))).toEqual(at(3))
})

test('else where the function is written that it holds, as a listener is', () => {
  const emitter = step({ edgePlace: at(2) })
  expect(cutPlace(group([emitter, step({ place: at(7) })], 1))).toEqual(at(7))
  expect(cutPlace(group([step({ place: at(3) }), step({ place: at(7) })], 1))).toEqual(at(3))
})

test('else the nearest place above, the beginning in the end', () => {
  expect(cutPlace(group([step({ edgePlace: at(2) }), step({}), step({})], 2))).toEqual(at(2))
  expect(cutPlace(group([step({}), step({})], 1))).toEqual(at(1))
})

test('without a cut, that of the suspect, else of the survivor', () => {
  const suspect = step({ status: 'suspect', edgePlace: at(5) })
  expect(cutPlace(group([suspect, step({ edgePlace: at(6) })]))).toEqual(at(5))
  expect(cutPlace(group([step({}), step({ edgePlace: at(6) })]))).toEqual(at(6))
})
