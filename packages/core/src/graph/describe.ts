import { codeOf } from './unprintable.ts'

/** A wrong value in words, for error messages: `the string "x"`, `number 3`, `an array`, `an instance of Foo`. */
export function describe(value: unknown): string {
  if (value === null || value === undefined) return String(value)
  if (typeof value === 'string') return `the string ${quote(value)}`
  if (typeof value === 'function') return 'a function'
  if (typeof value !== 'object') return `${typeof value} ${String(value)}`
  if (Array.isArray(value)) return 'an array'
  const name: unknown = value.constructor?.name
  return typeof name === 'string' && name !== '' && name !== 'Object' ? `an instance of ${name}` : 'an object'
}

/** Text in double quotes on one line, cut after some 60 characters. */
export function quote(text: string): string {
  const cut = text.length > 60 ? `${text.slice(0, 59)}…` : text
  // what JSON lets through, and consoles break lines at or turn around
  return JSON.stringify(cut).replace(
    /[\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g,
    (character) => `\\${codeOf(character)}`,
  )
}

/** A key on one line: as it is if it is short and plain, in quotes if not. */
export function shownKey(key: string): string {
  return /^[!-~]{1,60}$/.test(key) ? key : quote(key)
}

/** A number of things: `1 node`, `5,000 nodes`. */
export function counted(count: number, thing: string): string {
  return `${count.toLocaleString('en')} ${thing}${count === 1 ? '' : 's'}`
}
