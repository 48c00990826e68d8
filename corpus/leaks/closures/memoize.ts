import type { LeakCase } from '../../leak-case.ts'

class Invoice {
  readonly lines = [3, 4]
}

function memoize<Argument, Result>(
  compute: (argument: Argument) => Result,
  cache: MemoCache,
): (argument: Argument) => Result {
  // culprit
  return function memoized(argument) {
    if (!cache.has(argument)) cache.set(argument, compute(argument))
    return cache.get(argument) as Result
  }
}

interface MemoCache {
  has(key: unknown): boolean
  get(key: unknown): unknown
  set(key: unknown, value: unknown): unknown
}

const sum = ({ lines }: Invoice) => lines.reduce((total, line) => total + line)
const total = memoize(sum, new Map())
const weakTotal = memoize(sum, new WeakMap<object>() as MemoCache)

export const leakCase: LeakCase = {
  target: Invoice,
  leaking() {
    total(new Invoice())
  },
  fixed() {
    weakTotal(new Invoice())
  },
  root: 'module leaks/closures/memoize.ts',
  says: ['`total`', 'function memoized', '`cache`', 'Map', 'key'],
  cut: /key of Map `cache`/,
}
