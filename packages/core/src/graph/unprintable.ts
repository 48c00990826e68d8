/** What Graphviz would choke on or lose, and what XML cannot hold: control characters, lone surrogates, non-characters. */
export const UNPRINTABLE = /[\p{Cc}\p{Surrogate}\uFFFE\uFFFF]/gu

/** A character as JavaScript writes it in a string, without the backslash: `u0007`. */
export function codeOf(character: string): string {
  return `u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
}
