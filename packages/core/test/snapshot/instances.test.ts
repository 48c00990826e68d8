import { describe, expect, it } from 'vitest'
import { NO_NODE } from '../../src/heap/node-index.ts'
import { instancesNamed, instancesOf, prototypeWrittenAt } from '../../src/snapshot/instances.ts'
import { graphFromText } from '../fixtures/graph-from-text.ts'

// class Base; class Sub extends Base; one instance each; and another Base from another script
const graph = graphFromText(`
  root -> base -__proto__-> BaseProto, root -> sub -__proto__-> SubProto -__proto__-> BaseProto
  root -> Base -prototype-> BaseProto -constructor-> Base, root -> Sub -prototype-> SubProto -constructor-> Sub
  root -> twin -__proto__-> TwinProto, root -> Twin -prototype-> TwinProto -constructor-> Twin
  root -> made -__proto__-> base, root -> text
  base = "Base"; sub = "Sub"; BaseProto = "Base"; SubProto = "Base"; Base = closure "Base" 1:2:3; Sub = closure "Sub" 1:9:9
  twin = "Base"; TwinProto = "Base"; Twin = closure "Base" 5:2:3; made = "Base"; text = string "Base"`)
const { heap, node, words } = graph

describe('instancesOf', () => {
  it('are what inherits from the prototype, subclasses and objects made of instances included, prototype objects not', () => {
    expect(words(instancesOf(heap, [node('BaseProto')]))).toBe('base sub made')
    expect(words(instancesOf(heap, [node('SubProto')]))).toBe('sub')
    expect(words(instancesOf(heap, [node('TwinProto')]))).toBe('twin')
    expect(instancesOf(heap, [node('text')])).toEqual([])
  })
})

describe('instancesNamed', () => {
  it('are those of all classes of that name', () => {
    expect(words(instancesNamed(heap, 'Base'))).toBe('base sub twin made')
    expect(words(instancesNamed(heap, 'Sub'))).toBe('sub')
    expect(instancesNamed(heap, 'Nobody')).toEqual([])
  })

  it('finds objects whose class itself is gone from the snapshot', () => {
    const orphan = graphFromText('root -> a; a = "Orphan"')
    expect(orphan.words(instancesNamed(orphan.heap, 'Orphan'))).toBe('a')
  })
})

describe('prototypeWrittenAt', () => {
  it('is that of the only class that is written there', () => {
    expect(prototypeWrittenAt(heap, { scriptId: 5, line: 2, column: 3 })).toBe(node('TwinProto'))
    expect(prototypeWrittenAt(heap, { scriptId: 5, line: 2, column: 4 })).toBe(NO_NODE)
  })

  it('is nothing when a place stands for several classes: a function that makes a class at each call', () => {
    const { heap } = graphFromText(`root -> A -prototype-> AProto, root -> B -prototype-> BProto
      A = closure "C" 1:1:1; B = closure "C" 1:1:1`)
    expect(prototypeWrittenAt(heap, { scriptId: 1, line: 1, column: 1 })).toBe(NO_NODE)
  })
})
