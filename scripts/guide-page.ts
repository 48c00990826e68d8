/** A step of a session on the page: what is typed, a line each, and what the page shows that the REPL answers. */
export interface GuideStep {
  readonly input: readonly string[]
  readonly output: string
  /** Where the step's output stands on the page: lines from `firstLine`, up to and without `endLine`, 0-based. */
  readonly firstLine: number
  readonly endLine: number
}

/** What the REPL prints before the first line of an input and before each further one. */
const PROMPT = '> '
const MORE = '| '

/**
 * The steps of all sessions of a page, in order: the fenced blocks that begin with a prompt, as a REPL shows them. Lines that begin with
 * `> ` are typed, lines after them that begin with `| ` continue them, all others are output.
 *
 * @throws Error if a page has none, or a block is not closed
 */
export function stepsOf(page: string): GuideStep[] {
  const lines = page.split('\n')
  const steps: GuideStep[] = []
  for (let line = 0; line < lines.length; line++) {
    if (!lines[line].startsWith('```')) continue
    const end = lines.indexOf('```', line + 1)
    if (end < 0) throw new Error(`Cannot read the page: the block of line ${line + 1} has no end.`)
    if (lines[line + 1].startsWith(PROMPT)) steps.push(...stepsOfBlock(lines, line + 1, end))
    line = end
  }
  if (steps.length === 0)
    throw new Error(`Cannot read the page: no block begins with "${PROMPT}", expected sessions.`)
  return steps
}

function stepsOfBlock(lines: readonly string[], first: number, end: number): GuideStep[] {
  const steps: GuideStep[] = []
  let line = first
  while (line < end) {
    const input = [lines[line++].slice(PROMPT.length)]
    while (line < end && lines[line].startsWith(MORE)) input.push(lines[line++].slice(MORE.length))
    const firstLine = line
    while (line < end && !lines[line].startsWith(PROMPT)) line++
    steps.push({ input, output: lines.slice(firstLine, line).join('\n'), firstLine, endLine: line })
  }
  return steps
}

/** The page with these outputs in place of its own, one for each step. */
export function withOutputs(page: string, steps: readonly GuideStep[], outputs: readonly string[]): string {
  const lines = page.split('\n')
  // from the end, so that the lines before stay where they are
  for (const [index, { firstLine, endLine }] of [...steps.entries()].reverse())
    lines.splice(firstLine, endLine - firstLine, ...(outputs[index] === '' ? [] : outputs[index].split('\n')))
  return lines.join('\n')
}

/** The texts of programs on the page: its blocks of JavaScript. */
export function programsOf(page: string): string[] {
  return Array.from(page.matchAll(/^```js\n(.*?)^```$/gms), ([, text]) => text)
}

/** The pictures of the page, by their paths as it writes them. */
export function picturesOf(page: string): string[] {
  return Array.from(page.matchAll(/!\[[^\]]*\]\(([^)]+)\)/g), ([, path]) => path)
}

/**
 * What has to be equal in each run: without V8's ids (the order in which they first appear stays), sizes in bytes, numbers of a
 * thousand and more, what a diff counts, and the numbers of scripts.
 */
export function comparable(output: string): string {
  const ids = new Map<string, string>()
  return (
    output
      .replace(/@\d+/g, (id) => {
        if (!ids.has(id)) ids.set(id, `@${ids.size + 1}`)
        return ids.get(id) as string
      })
      .replace(/\b[\d,]+(?= B\b)/g, '#')
      .replace(/\b((?:shallow|retained|born|dead)Size|scriptId): \d+/g, '$1: #')
      .replace(/\b\d+(?= (?:born|dead|survived)\b)/g, '#')
      // Node 20 has no table of scripts to tell one by, and ids of other lengths
      .replace(/\b(?:script|module) REPL\d+/g, 'script REPL#')
      .replace(/\bREPL\d+/g, 'REPL#')
      .replace(/(?<=\S) {3,}/g, '  ')
      .replace(/(?<![.\d])(?:\d{4,}|\d{1,3}(?:,\d{3})+)\b/g, '#')
  )
}
