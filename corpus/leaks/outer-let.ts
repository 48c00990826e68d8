import type { LeakCase } from '../leak-case.ts'

export class Ticket {
  used = false
}

/** Outer `let` of the test itself: the variable must stand in the test file, and so both twins do. */
export function outerLet(inTestFile: Pick<LeakCase, 'file' | 'leaking' | 'fixed'>): LeakCase {
  return {
    name: 'outer let of the test itself',
    target: Ticket,
    says: ['`ticket`'],
    cut: '`ticket`',
    ...inTestFile,
  }
}
