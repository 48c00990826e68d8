const IDENTIFIER = /^#?[\p{ID_Start}$_][\p{ID_Continue}$]*$/u

/** What programmers call their symbols: `kState`, `Symbol.iterator`, `nodejs.rejection`. Digits are in tokens more often than in these. */
const SYMBOL_NAME = /^[\p{L}$_]+(?:[.:][\p{L}$_]+)*$/u
const LONGEST_SYMBOL_NAME = 40

/** Whether a property's name could stand in code after a dot; any other may be a text that became a key. */
export function isIdentifier(name: string): boolean {
  return IDENTIFIER.test(name)
}

/** The description of a symbol that is a property's name (`<symbol kState>`); undefined if it is none. */
export function symbolIn(name: string): string | undefined {
  return /^<symbol (.*)>$/s.exec(name)?.[1]
}

/** Whether a symbol's description could be what a programmer called it. */
export function isSymbolName(description: string): boolean {
  return description.length <= LONGEST_SYMBOL_NAME && SYMBOL_NAME.test(description)
}
