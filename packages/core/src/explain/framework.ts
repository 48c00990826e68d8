import type { Heap } from '../heap/heap.ts'
import { NO_NODE } from '../heap/node-index.ts'
import { isSuspendable } from './labels.ts'
import type { Scene } from './scene.ts'

/** Packages that run tests, and what they bring along to hold a test's objects. */
const FRAMEWORK_PACKAGES =
  /^(?:vitest|@vitest\/[^/]+|vite-node|tinyspy|tinypool|chai|expect|jest|jest-[^/]+|@jest\/[^/]+|@sinonjs\/[^/]+|toleak|@toleak\/[^/]+)$/

/** Whether a script is a test framework's own, by the package it lies in. */
export function isFrameworkScript(path: string): boolean {
  const [, inPackage] = /^(?:.*[\\/])?node_modules[\\/](.*)$/s.exec(path) ?? []
  if (inPackage === undefined) return false
  const [first, second = ''] = inPackage.split(/[\\/]/)
  return FRAMEWORK_PACKAGES.test(first.startsWith('@') ? `${first}/${second}` : first)
}

/** Whether an object is a test framework's own: a function of its scripts, or an instance of one of its classes. */
export function isFrameworkObject(scene: Scene, node: number): boolean {
  const { heap } = scene
  const code = codeOf(heap, node)
  const path = code === NO_NODE ? undefined : scene.scriptPath(code)
  return path !== undefined && isFrameworkScript(path)
}

/** The function that `node` is or runs, or its class. */
function codeOf(heap: Heap, node: number): number {
  if (heap.typeName(node) === 'closure') return node
  return isSuspendable(heap, node)
    ? heap.follow(node, 'function')
    : heap.follow(node, '__proto__', 'constructor')
}
