import { isIdentifier, isSymbolName, symbolIn } from '../heap/code-names.ts'

/**
 * A property as in code: `.name`, `.#name`, `["odd name"]`, `[Symbol(name)]`.
 *
 * @param redact whether to leave out what is no name in the code, but a text that became a key: `["…"]`, `[Symbol(…)]`
 */
export function propertyWords(name: string | number, { redact }: { readonly redact: boolean }): string {
  if (typeof name === 'number') return `[${name}]`
  const symbol = symbolIn(name)
  if (symbol !== undefined) return `[Symbol(${redact && !isSymbolName(symbol) ? '…' : symbol})]`
  if (isIdentifier(name)) return `.${name}`
  return redact && !/^\d+$/.test(name) ? '["…"]' : `[${JSON.stringify(name)}]`
}
