import { Session } from 'node:inspector'
import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import { NotFoundError } from '../../src/errors.ts'
import { ObjectGraph } from '../../src/graph/object-graph.ts'
import type { HeapNode } from '../../src/snapshot/heap-node.ts'
import { snapshot } from '../../src/snapshot/snapshot.ts'

class Computation {
  readonly value = 17
  compute() {
    return this.value
  }
}
class Precise extends Computation {}
class Queue {
  readonly waiters: ((job: () => number) => void)[] = []
  next(): Promise<() => number> {
    return new Promise((resolve) => this.waiters.push(resolve))
  }
}

const kept = { queue: new Queue(), list: [] as unknown[] }

async function worker(queue: Queue) {
  for (;;) {
    const job = await queue.next()
    job()
  }
}

/** As the end of any inspector session does. */
function numberAnew(): void {
  const session = new Session()
  session.connect()
  session.disconnect()
}

describe('snapshot', () => {
  it('finds live instances by identity, their nodes and back', () => {
    const made = new Precise()
    kept.list = [made]
    const local = class Computation {}
    const namesake = new local()
    const graph = snapshot()
    expect(graph.instancesOf(Computation).map((node) => graph.objectOf(node))).toEqual([made])
    expect(graph.instancesOf(local).map((node) => graph.objectOf(node))).toEqual([namesake])
    expect(graph.instancesOf('Computation')).toHaveLength(2)
    expect(graph.nodeOf(made)?.className).toBe('Precise')
    expect(graph.has(made)).toBe(true)
    expect(graph.has({})).toBe(false)
    expect(graph.retainedSize(made)).toBeGreaterThanOrEqual(graph.shallowSize(made))
    expect(() => graph.ancestors({})).toThrow(NotFoundError)
    graph.close()
  })

  it('says in the program’s words what keeps the last computation of a worker alive', async () => {
    void worker(kept.queue)
    await null
    kept.queue.waiters.shift()!(
      (() => {
        const computation = new Computation()
        return computation.compute.bind(computation)
      })(),
    )
    await new Promise(setImmediate)
    kept.list = []
    using graph = snapshot()
    const [computation] = graph.instancesOf(Computation)
    const ancestors = graph.ancestors(computation, { generations: 5 })
    const words = ancestors.edges().map(({ from, label }) => `${ancestors.node(from).label}: ${label}`)
    expect(words).toEqual(
      expect.arrayContaining([
        'bound function compute: bound this',
        'async function worker: local variable `job`',
      ]),
    )
    expect(inspect(ancestors)).toMatch(/^ObjectGraph \{ \d+ nodes, \d+ edges \}$/)
    expect(graph.explain(computation).toText()).toContain('async function worker')
  })

  it('has nothing of toleak in it, nor what only toleak holds', () => {
    const mine = { first: snapshot(), small: ObjectGraph.of(['a']) }
    const second = snapshot()
    expect(second.has(mine)).toBe(true)
    expect(second.has(mine.first)).toBe(false)
    expect(second.has(mine.small)).toBe(false)
    expect(second.has(snapshot)).toBe(false)
    expect(
      second.find(({ className }) =>
        /^(HeapGraph|HeapView|Heap|LiveObjects|RawStrings|ObjectGraph)$/.test(className),
      ),
    ).toEqual([])
    const large = second.find(
      ({ shallowSize, className }) => shallowSize > 1e6 && className === 'system / JSArrayBufferData',
    )
    expect(large.length).toBe(0)
    second.close()
  })

  it('differs from the next one by exactly what was born and what died between', async () => {
    const doomed = { of: [new Computation(), new Computation()] as Computation[] }
    const birth = () => {
      doomed.of = []
      kept.list = [new Computation(), new Queue(), new Queue(), new Map([['k', 1]]), function named() {}]
    }
    const isInArray = ({ retainers }: HeapNode) => retainers.some(({ from }) => from.className === 'Array')
    // the first round loads and compiles what the second one needs
    for (let round = 0; round < 2; round++) {
      doomed.of = [new Computation(), new Computation()]
      kept.list = []
      await new Promise(setImmediate)
      const before = snapshot()
      const dead = before.instancesOf(Computation).filter(isInArray)
      birth()
      const after = snapshot()
      const diff = before.diff(after)
      if (round === 0) continue
      const bornByClass = new Map(
        diff.byClass().map(({ className, born, dead }) => [className, [born, dead]]),
      )
      expect(bornByClass.get('Computation')).toEqual([1, 2])
      expect(bornByClass.get('Queue')).toEqual([2, 0])
      expect(bornByClass.get('Map')).toEqual([1, 0])
      expect(bornByClass.get('Function')).toEqual([1, 0])
      expect(diff.dead.filter(({ className }) => className === 'Computation').map(({ id }) => id)).toEqual(
        dead.map(({ id }) => id),
      )
      expect(kept.list.every((object) => diff.born.has(after.nodeOf(object as object)!))).toBe(true)
      expect(diff.born.has(after.nodeOf(kept)!)).toBe(false)
    }
  })

  it('still finds a class by its place once V8 has numbered its objects anew', () => {
    kept.list = [new Precise()]
    const graph = snapshot()
    numberAnew()
    expect(() => graph.nodeOf(kept)).toThrow(/numbered all objects anew/)
    expect(graph.instancesOf(Precise)).toHaveLength(1)
    const make = () => class Made {}
    const [One, Two] = [make(), make()]
    kept.list = [new One(), new Two(), One, Two]
    const ambiguous = snapshot()
    expect(ambiguous.instancesOf(One)).toHaveLength(1)
    numberAnew()
    expect(() => ambiguous.instancesOf(One)).toThrow(/numbered all objects anew/)
  })
})
