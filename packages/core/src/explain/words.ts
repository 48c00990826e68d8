const IDENTIFIER = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u

/** A property as in code: `.name`, `.#name`, `["odd name"]`, `[Symbol(name)]`. */
export function propertyWords(name: string | number): string {
  if (typeof name === 'number') return `[${name}]`
  const [, symbol] = /^<symbol (.*)>$/.exec(name) ?? []
  if (symbol !== undefined) return `[Symbol(${symbol})]`
  return IDENTIFIER.test(name.replace(/^#/, '')) ? `.${name}` : `[${JSON.stringify(name)}]`
}
