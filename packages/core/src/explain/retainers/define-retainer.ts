import { InvalidInputError } from '../../errors.ts'
import { NO_NODE } from '../../heap/node-index.ts'
import type { Heap } from '../../heap/heap.ts'
import { labelOf } from '../labels.ts'
import type { Path } from '../path.ts'
import type { Scene } from '../scene.ts'
import { elementAt } from './collection.ts'
import type { Reading, Retainer } from './retainer.ts'

/** A way of holding that a project has words of its own for, such as the entries of its job queue. */
export interface RetainerDefinition {
  /** What it is called; a second definition of the same name replaces the first. */
  readonly name: string
  /** Name of the class whose instances hold in this way; instances of its subclasses do, too. */
  readonly holder: string
  /**
   * The references from the holder to what it holds, one after the other: a property's name (`jobs`, `#jobs`), or `*` for any element of an
   * array, value or key of a Map, or element of a Set. Not empty.
   */
  readonly path: readonly string[]
  /** Words for the reference; or a function that finds them, and leaves the reference to toleak when it returns undefined. */
  readonly words: string | ((reference: FoundReference) => string | undefined)
  /** Lines of advice, printed when the reference is the one to cut; right for every reference of this kind. */
  readonly advice?: readonly string[]
}

/** A reference that a {@link RetainerDefinition} describes, found between a leaked instance and what keeps it alive. */
export interface FoundReference {
  /** Words for the holder: its class. */
  readonly holder: string
  /** Words for what it holds: its class, or `function` and its name. */
  readonly held: string
  /**
   * The references as found, one for each of the definition's `path`: names of properties, indices of arrays, keys of Maps. A `*` stays
   * where there is no text: for keys that are no strings, for elements of Sets, and for all keys unless `artifacts: { redact: false }`.
   */
  readonly path: readonly string[]
}

/** key: name. Those of this thread; a setup file fills it for each test file anew. */
const definitions = new Map<string, RetainerDefinition>()

/**
 * Teaches toleak words for a way in which a project holds objects. To be called in a setup file. What is defined comes before toleak's own
 * words; of two definitions that fit the one that was made last.
 *
 * @throws InvalidInputError if the definition is not one
 */
export function defineRetainer(definition: RetainerDefinition): void {
  verify(definition)
  const { name, holder, path, words, advice } = definition
  definitions.delete(name)
  definitions.set(name, { name, holder, path: [...path], words, advice: advice && [...advice] })
}

/** The ways of holding that were defined, the last first. */
export const definedRetainer: Retainer = {
  name: 'defined by the project',
  read(path, at, scene) {
    for (const definition of [...definitions.values()].reverse()) {
      const reading = readDefined(definition, path, at, scene)
      if (reading) return reading
    }
    return undefined
  },
}

function readDefined(
  definition: RetainerDefinition,
  path: Path,
  at: number,
  scene: Scene,
): Reading | undefined {
  const { heap } = scene
  if (!isInstance(heap, path.from(at), definition.holder)) return undefined
  const found = matchPath(definition.path, path, at, scene)
  if (!found) return undefined
  const holder = labelOf(heap, path.from(at))
  const held = labelOf(heap, path.to(at + found.edges - 1))
  const reading = { edges: found.edges, keeps: true, advice: definition.advice }
  try {
    const words = wordsOf(definition, { holder, held, path: found.path })
    return words === undefined ? undefined : { ...reading, words }
  } catch (error) {
    // the assertion fails for a leak; that its words could not be found is the smaller trouble
    const reason = error instanceof Error ? error.message : String(error)
    return {
      ...reading,
      words: definition.name,
      note: `the words of retainer ${JSON.stringify(definition.name)} could not be found: ${reason}`,
    }
  }
}

function wordsOf({ words }: RetainerDefinition, reference: FoundReference): string | undefined {
  if (typeof words === 'string') return words
  const found: unknown = words(reference)
  if (found === undefined || (typeof found === 'string' && found !== '')) return found
  throw new InvalidInputError(
    `Cannot use what \`words\` returned: ${shown(found)}, expected text or undefined. Return undefined for what it has no words for.`,
  )
}

/** The edges that the steps of a definition stand for, and what stood at each. */
function matchPath(
  steps: readonly string[],
  path: Path,
  at: number,
  scene: Scene,
): { edges: number; path: readonly string[] } | undefined {
  const found: string[] = []
  let edge = at
  for (const step of steps) {
    if (edge >= path.length) return undefined
    if (step !== '*') {
      if (path.type(edge) !== 'property' || propertyName(path.label(edge)) !== step) return undefined
      found.push(step)
      edge++
      continue
    }
    const element = elementAt(path, edge, scene)
    if (!element) return undefined
    found.push(element.text ?? '*')
    edge += element.edges
  }
  return { edges: edge - at, path: found }
}

/** As written in code: V8 says `<symbol name>`. */
function propertyName(label: string | number | undefined): string {
  return String(label).replace(/^<symbol (.*)>$/, 'Symbol($1)')
}

/** Whether an object is an instance of a class of this name, or of a subclass. */
function isInstance(heap: Heap, node: number, className: string): boolean {
  if (heap.name(node) === className) return true
  let prototype = heap.follow(node, '__proto__')
  // no chain of classes is this long; a snapshot of anywhere may be damaged
  for (let depth = 0; prototype !== NO_NODE && depth < 100; depth++) {
    const code = heap.follow(prototype, 'constructor')
    if (code !== NO_NODE && heap.name(code) === className) return true
    prototype = heap.follow(prototype, '__proto__')
  }
  return false
}

function verify(definition: unknown): asserts definition is RetainerDefinition {
  if (typeof definition !== 'object' || definition === null)
    throw wrong('the definition', definition, 'an object', 'Pass { name, holder, path, words }.')
  const { name, holder, path, words, advice } = definition as Record<string, unknown>
  if (!isText(name)) throw wrong('name', name, 'text', 'Say what the way of holding is called.')
  if (!isText(holder))
    throw wrong('holder', holder, 'the name of a class', 'Write it as text: holder: "Queue".')
  if (!Array.isArray(path) || path.length === 0 || !path.every(isText))
    throw wrong(
      'path',
      path,
      'at least one name of a property, or "*"',
      'Name each reference from the holder to what it holds.',
    )
  if (!isText(words) && typeof words !== 'function')
    throw wrong('words', words, 'text, or a function', 'Say in a few words how the holder holds.')
  if (advice !== undefined && !(Array.isArray(advice) && advice.every(isText)))
    throw wrong('advice', advice, 'an array of lines', 'Leave it out when there is none.')
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== ''
}

function wrong(what: string, found: unknown, expected: string, advice: string): InvalidInputError {
  return new InvalidInputError(
    `Cannot define a retainer: ${what} is ${shown(found)}, expected ${expected}. ${advice}`,
  )
}

function shown(value: unknown): string {
  if (typeof value === 'function') return 'a function'
  try {
    return JSON.stringify(value) ?? String(value)
  } catch {
    return Object.prototype.toString.call(value)
  }
}
