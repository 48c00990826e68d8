import { expect, it } from 'vitest'
import type { LeakGroup } from '../../src/explain/leak-trace.ts'
import { plainGroups } from '../../src/explain/plain-groups.ts'

it('has every place relative to the project, and all else as it is', () => {
  const place = { file: '/project/src/a.ts', line: 3, column: 1 }
  const group: LeakGroup = {
    className: 'Foo',
    count: 2,
    fingerprint: 'abc',
    advice: ['Drop it.'],
    otherTraces: [],
    allocation: [{ count: 2, frames: [{ label: 'new Foo', place, calls: 1 }] }],
    trace: {
      root: { label: 'module src/a.ts', place },
      steps: [
        {
          node: 4,
          nodeId: 9,
          edge: '.x',
          label: 'Foo',
          status: 'suspect',
          collapsed: 0,
          place,
          edgePlace: { ...place, file: '/elsewhere/b.ts' },
        },
      ],
    },
  }
  const [plain] = plainGroups([group], '/project') as [LeakGroup]
  expect(plain).toMatchObject({ className: 'Foo', count: 2, fingerprint: 'abc', advice: ['Drop it.'] })
  expect(plain.trace.root.place).toEqual({ file: 'src/a.ts', line: 3, column: 1 })
  expect(plain.trace.steps[0]).toMatchObject({
    nodeId: 9,
    place: { file: 'src/a.ts' },
    edgePlace: { file: '/elsewhere/b.ts' },
  })
  expect(plain.allocation?.[0].frames[0].place).toEqual({ file: 'src/a.ts', line: 3, column: 1 })
  expect(group.trace.root.place).toBe(place)
})
