import type { LeakSettings } from './options.ts'

/**
 * What is permitted to stay, in words; undefined when nothing is.
 *
 * @param count survivors that are held only through what `through` and `ignore` permit
 * @param gaveUp whether the search for references to ignore ended before all were found
 */
export function permittedNote(
  count: number,
  { through, ignore }: Pick<LeakSettings, 'through' | 'ignore'>,
  gaveUp: boolean,
): string | undefined {
  const options = [through && '"through"', ignore && '"ignore"'].filter(Boolean)
  const permit =
    options.length > 1 ? `the options ${options.join(' and ')} permit` : `option ${options[0]} permits`
  const sentences = []
  if (count > 0)
    sentences.push(
      `${count} further ${count === 1 ? 'instance is' : 'instances are'} held only through what ${permit}.`,
    )
  if (gaveUp)
    sentences.push(
      'Option "ignore" matches very many references to the same objects: the search for them ended, and what is reported may be held by more of them only.',
    )
  return sentences.length > 0 ? sentences.join(' ') : undefined
}
