const IDENTIFIER = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u

/** What programmers call their symbols: `kState`, `Symbol.iterator`, `nodejs.rejection`. Digits are in tokens more often than in these. */
const SYMBOL_NAME = /^[\p{L}$_]+(?:[.:][\p{L}$_]+)*$/u
const LONGEST_SYMBOL_NAME = 40

/**
 * A property as in code: `.name`, `.#name`, `["odd name"]`, `[Symbol(name)]`.
 *
 * @param redact whether to leave out what is no name in the code, but a text that became a key: `["…"]`, `[Symbol(…)]`
 */
export function propertyWords(name: string | number, { redact }: { readonly redact: boolean }): string {
  if (typeof name === 'number') return `[${name}]`
  const [, symbol] = /^<symbol (.*)>$/s.exec(name) ?? []
  if (symbol !== undefined) return `[Symbol(${redact && !isSymbolName(symbol) ? '…' : symbol})]`
  if (IDENTIFIER.test(name.replace(/^#/, ''))) return `.${name}`
  return redact && !/^\d+$/.test(name) ? '["…"]' : `[${JSON.stringify(name)}]`
}

function isSymbolName(symbol: string): boolean {
  return symbol.length <= LONGEST_SYMBOL_NAME && SYMBOL_NAME.test(symbol)
}
