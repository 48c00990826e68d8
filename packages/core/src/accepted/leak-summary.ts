import type { LeakGroup } from '../explain/leak-trace.ts'

/**
 * The reason of a leak in one line: ``module src/cache.ts … value of a string key of Map `sessions` ``. Indices and numbers of
 * alike references are left out, since they change from run to run.
 */
export function summaryOf({ trace, cut }: Pick<LeakGroup, 'trace' | 'cut'>): string {
  const root = trace.root.label
  // its last words say what the cut does
  const reference =
    cut?.sentence.replace(/ \([^()]*\)$/, '') ?? trace.steps.map(({ edge }) => edge).join(' … ')
  const line = reference.endsWith(` of ${root}`) ? reference : `${root} … ${reference}`
  return line
    .replace(/\[\d+\]/g, '[i]')
    .replace(/ and \d+ like it/g, '')
    .replace(/\s+/g, ' ')
}
