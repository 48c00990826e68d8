import { isClass, isUserLevel } from '../labels.ts'
import { ownEntry } from '../own-entry.ts'
import { propertyWords } from '../words.ts'
import type { Path } from '../path.ts'
import type { Scene } from '../scene.ts'
import type { Reading } from './retainer.ts'

/**
 * The plain reading, for every path: a property, an element, or, when V8 keeps records of its own in between, the nearest name on
 * the way to the next object that people have a word for.
 */
export function readReference(path: Path, at: number, scene: Pick<Scene, 'redact'>): Reading {
  let end = at
  while (end + 1 < path.length && !isUserLevel(path.heap, path.to(end))) end++
  const edges = end + 1 - at
  const type = path.type(at)
  const label = path.label(at) ?? ''
  if (type === 'element') return { edges, words: `[${label}]`, keeps: true }
  if (type === 'property' && label === '__proto__') return { edges, words: 'prototype' }
  if (type === 'property' && label === 'prototype' && path.heap.typeName(path.from(at)) === 'closure')
    return { edges, words: 'prototype' }
  if (type === 'property')
    return isClass(path.heap, path.from(at))
      ? { edges, words: `static ${propertyWords(label, scene)}`, keeps: true }
      : { edges, words: propertyWords(label, scene), keeps: true }
  return { edges, words: internalWords(label) }
}

/** What is said of a reference that only V8's records of the holder have. */
export const ENGINE_RECORDS = 'holds, by records of the engine'

const INTERNAL_WORDS: Readonly<Record<string, string>> = {
  prototype: 'prototype',
  constructor: 'constructor',
  context: 'scope',
}

function internalWords(label: string | number): string {
  return ownEntry(INTERNAL_WORDS, label) ?? ENGINE_RECORDS
}
