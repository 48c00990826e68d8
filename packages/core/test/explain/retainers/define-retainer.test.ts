import { afterEach, describe, expect, test } from 'vitest'
import { findLeaks } from '../../../src/check/find-leaks.ts'
import type { FoundReference } from '../../../src/explain/retainers/define-retainer.ts'
import { defineRetainer } from '../../../src/explain/retainers/define-retainer.ts'
import { edgesOfLeak, stepsOfLeak } from '../../fixtures/edges-of-leak.ts'

class Job {
  readonly size = 3
}

class Queue {
  readonly jobs: { run: Job }[] = []
  readonly byName = new Map<string, Job>()
  readonly running = new Set<Job>()
  readonly #first: { job?: Job } = {}

  setFirst(job: Job): void {
    this.#first.job = job
  }
}

class PriorityQueue extends Queue {}

let queue = new Queue()
afterEach(() => {
  queue = new Queue()
  // nothing that the tests define fits any longer
  for (const name of ['jobs', 'other'])
    defineRetainer({ name, holder: 'Nobody', path: ['*'], words: 'nothing' })
})

const addJob = () => void queue.jobs.push({ run: new Job() })

test("a project's words come before toleak's own, and its advice is given", () => {
  defineRetainer({
    name: 'jobs',
    holder: 'Queue',
    path: ['jobs', '*', 'run'],
    words: 'queued job',
    advice: ['Call `queue.drain()` at the end of the test.'],
  })
  const [group] = findLeaks(addJob, Job).groups
  expect(group.trace.steps.map(({ edge }) => edge)).toEqual(['variable `queue`', 'queued job'])
  expect(group.cut?.sentence).toContain('queued job of Queue `queue`')
  expect(group.advice).toEqual(['Call `queue.drain()` at the end of the test.'])
})

test('instances of subclasses hold in the same way', () => {
  defineRetainer({ name: 'jobs', holder: 'Queue', path: ['jobs', '*', 'run'], words: 'queued job' })
  queue = new PriorityQueue()
  expect(edgesOfLeak(addJob, Job)).toContain('queued job')
})

describe('a function that finds the words', () => {
  const seen: FoundReference[] = []
  const see = (path: readonly string[]) => {
    seen.length = 0
    defineRetainer({
      name: 'jobs',
      holder: 'Queue',
      path,
      words: (reference) => {
        seen.push(reference)
        return `job ${reference.path.join(' ')}`
      },
    })
  }

  test('is told what stands at each reference', () => {
    see(['jobs', '*', 'run'])
    expect(edgesOfLeak(addJob, Job)).toContain('job jobs 0 run')
    expect(seen[0]).toEqual({ holder: 'Queue', held: 'Job', path: ['jobs', '0', 'run'] })
  })

  test('is told private fields, Maps and Sets; keys only where strings may be shown', () => {
    see(['#first', 'job'])
    expect(edgesOfLeak(() => queue.setFirst(new Job()), Job)).toContain('job #first job')
    queue = new Queue()
    see(['running', '*'])
    expect(edgesOfLeak(() => void queue.running.add(new Job()), Job)).toContain('job running *')
    queue = new Queue()
    see(['byName', '*'])
    const addNamed = () => void queue.byName.set('nightly', new Job())
    expect(edgesOfLeak(addNamed, Job)).toContain('job byName *')
    queue = new Queue()
    expect(edgesOfLeak(addNamed, Job, { artifacts: { redact: false } })).toContain('job byName nightly')
  })

  test('leaves to toleak what it has no words for', () => {
    defineRetainer({ name: 'jobs', holder: 'Queue', path: ['jobs', '*'], words: () => undefined })
    expect(edgesOfLeak(addJob, Job)).toEqual(['variable `queue`', '.jobs[0]', '.run'])
  })

  test.each([
    [
      'that throws',
      () => {
        throw new Error('boom')
      },
      'boom',
    ],
    ['that returns no text', () => 7 as unknown as string, 'returned: 7, expected text or undefined'],
  ])('%s leaves the explanation whole, and is said to have failed', (_, words, reason) => {
    defineRetainer({ name: 'jobs', holder: 'Queue', path: ['jobs', '*', 'run'], words })
    const step = stepsOfLeak(addJob, Job).at(-1)
    expect(step).toMatchObject({ edge: 'jobs', label: 'Job' })
    expect(step?.note).toContain('the words of retainer "jobs" could not be found')
    expect(step?.note).toContain(reason)
  })
})

test('of two that fit the last is taken, and a second of one name replaces the first', () => {
  const definition = { holder: 'Queue', path: ['jobs', '*', 'run'] }
  defineRetainer({ ...definition, name: 'jobs', words: 'first' })
  defineRetainer({ ...definition, name: 'other', words: 'second' })
  expect(edgesOfLeak(addJob, Job)).toContain('second')
  defineRetainer({ ...definition, name: 'other', holder: 'Nobody', words: 'third' })
  queue = new Queue()
  expect(edgesOfLeak(addJob, Job)).toContain('first')
})

test.each([
  [undefined, 'the definition is undefined, expected an object'],
  [{ name: '' }, 'name is "", expected text'],
  [{ name: 'a', holder: Queue }, 'holder is a function, expected the name of a class'],
  [{ name: 'a', holder: 'Queue', path: [] }, 'path is [], expected at least one name of a property, or "*"'],
  [{ name: 'a', holder: 'Queue', path: ['jobs', 0] }, 'path is ["jobs",0], expected'],
  [{ name: 'a', holder: 'Queue', path: ['*'] }, 'words is undefined, expected text, or a function'],
  [
    { name: 'a', holder: 'Queue', path: ['*'], words: 'b', advice: 'c' },
    'advice is "c", expected an array of lines',
  ],
])('a wrong definition is an error: %j', (definition, message) => {
  expect(() => defineRetainer(definition as never)).toThrow(`Cannot define a retainer: ${message}`)
})
