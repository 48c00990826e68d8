import { Script } from 'node:vm'
import { functionsIn } from './scopes.ts'
import { labelOf } from './labels.ts'
import type { Scene } from './scene.ts'

/** Longer functions are not read. */
const LONGEST_FUNCTION = 5_000
/** Ends that are tried, and those beyond the last at which the function was whole; each is a parse. */
const MOST_ENDS = 150
const MOST_FAILURES = 40
const WORDS = /[\p{ID_Continue}$]+/gu
/** Before, or with a brace behind, which a function may end. */
const POSSIBLE_END = /[}\n,;)\]]|$/g
/** Other functions of the scope that are asked. */
const MOST_SIBLINGS = 8

/**
 * Why a function keeps a variable that it does not use: V8 has one scope for all functions made in it, and all keep what any of them uses.
 *
 * @param code the function that is held
 * @param scope the scope that has the variable
 * @returns a note; undefined if the function uses the variable, or its text does not tell for certain that it does not
 */
export function noteOnCapture(
  scene: Scene,
  code: number,
  scope: number,
  variable: string,
): string | undefined {
  if (usesVariable(scene, code, variable) !== false) return undefined
  let asked = 0
  let user = 'another function'
  for (const sibling of functionsIn(scene.heap, scope)) {
    if (sibling === code || scene.heap.name(sibling) === '') continue
    if (asked++ === MOST_SIBLINGS) break
    if (!usesVariable(scene, sibling, variable)) continue
    user = labelOf(scene.heap, sibling)
    break
  }
  return `captured because ${user} in the same scope uses it; ${labelOf(scene.heap, code)} itself does not`
}

/** Whether a function's text has the variable's name in it; undefined when the text is not known or may hide it. */
function usesVariable(scene: Scene, code: number, variable: string): boolean | undefined {
  const beginning = beginningOfText(scene, code)
  if (beginning === undefined) return undefined
  if (beginsWithUse(beginning, variable)) return true
  const text = wholeFunction(beginning)
  if (text === undefined) return undefined
  const words = new Set(text.match(WORDS))
  if (words.has(variable)) return true
  // each of these may use it without its name
  const hidden = variable === 'this' ? ['eval', 'super'] : ['eval', 'arguments']
  return hidden.some((word) => words.has(word)) ? undefined : false
}

/** The text that begins with a function, from its parameters on, as V8 runs it. */
function beginningOfText({ heap, facts }: Scene, code: number): string | undefined {
  const location = heap.location(code)
  const source = location && facts.source(location.scriptId)
  const start = source === undefined ? undefined : offsetOf(source, location!.line, location!.column)
  return start === undefined ? undefined : source!.slice(start, start + LONGEST_FUNCTION)
}

/**
 * Whether a text names a variable before the function that it begins with can have ended. Most functions use what they keep, and soon: the
 * search for their end, a parse for each place where it may be, is seldom needed.
 */
export function beginsWithUse(text: string, variable: string): boolean {
  const use = [...text.matchAll(WORDS)].find(([word]) => word === variable)
  if (use === undefined) return false
  const before = text.slice(0, use.index)
  for (const { index } of before.matchAll(POSSIBLE_END)) {
    const inBraces = before[index] === '}' ? before.slice(0, index + 1) : ''
    if (isMethod(inBraces) || [before.slice(0, index), inBraces].some(isArrowFunction)) return false
  }
  return true
}

function offsetOf(source: string, line: number, column: number): number | undefined {
  let start = 0
  for (let passed = 0; passed < line; passed++) {
    start = source.indexOf('\n', start) + 1
    if (start === 0) return undefined
  }
  return start + column
}

/**
 * The function that a text begins with, from its parameters on. V8 tells where a function begins; where it ends its parser tells: after
 * the last character up to which the text is one function.
 *
 * @returns undefined if there is no such end, or if the text behind it might belong to the function
 */
export function wholeFunction(text: string): string | undefined {
  let whole: string | undefined
  let tried = 0
  let failures = 0
  for (const { index } of text.matchAll(POSSIBLE_END)) {
    if (tried++ === MOST_ENDS) return undefined
    const inBraces = text[index] === '}' ? text.slice(0, index + 1) : ''
    if (isMethod(inBraces)) return inBraces
    const ends = [text.slice(0, index), inBraces].filter(isArrowFunction)
    whole = ends.at(-1)?.trimEnd() ?? whole
    if (whole !== undefined && ends.length === 0 && ++failures > MOST_FAILURES) break
  }
  return whole !== undefined && endsThere(text.slice(whole.length)) ? whole : undefined
}

/** A function in braces, from its parameters on. */
function isMethod(text: string): boolean {
  return text.endsWith('}') && parses(text, (code) => `async *m${code}`)
}

/** As the middle of `a ? b : c`, where no comma and no statement may stand. */
function isArrowFunction(text: string): boolean {
  if (!text.includes('=>')) return false
  return ['', 'async '].some((prefix) =>
    parses(text, (code) => `async *m() { (0 ? ${prefix}${code}\n : 0) }`),
  )
}

/** Whether V8 can parse a member of a class, in which every `#name` of `text` is declared. */
function parses(text: string, member: (text: string) => string): boolean {
  const privateNames = new Set(text.match(/#[\p{ID_Start}$_][\p{ID_Continue}$]*/gu))
  try {
    void new Script(`(class extends Object { ${[...privateNames, ''].join(';')} ${member(text)} })`)
    return true
  } catch {
    return false
  }
}

/** An arrow function without braces goes on as long as it can. */
function endsThere(rest: string): boolean {
  return /^\s*(?:[,;)\]}]|$)/.test(rest) || /^[^\S\n]*\n\s*[\p{ID_Start}$_@#"']/u.test(rest)
}
