/** Rows of text under a head. */
export interface Table {
  readonly title: string
  readonly head: readonly string[]
  readonly rows: readonly (readonly string[])[]
  /** How many columns, from the left, hold words and are set flush left; the others hold figures. */
  readonly wordColumns: number
  /** Lines under the table. */
  readonly notes: readonly string[]
}

/** As a terminal shows it. */
export function tableAsText({ title, head, rows, wordColumns, notes }: Table): string {
  const widths = widthsOf([head, ...rows])
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => pad(cell, widths[column], column < wordColumns))
      .join('  ')
      .trimEnd()
  const rule = widths.map((width) => '─'.repeat(width)).join('──')
  return [title, '', line(head), rule, ...rows.map(line), ...notes.map((note) => `  ${note}`)].join('\n')
}

/** As Markdown, set as Prettier does. */
export function tableAsMarkdown({ title, head, rows, wordColumns, notes }: Table): string {
  const widths = widthsOf([head, ...rows])
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => pad(cell, widths[column], column < wordColumns)).join(' | ')} |`
  const rule = widths.map((width, column) =>
    column < wordColumns ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`,
  )
  const below = notes.length === 0 ? [] : ['', ...notes.map((note) => `- ${note}`)]
  return [`**${title}**`, '', line(head), `| ${rule.join(' | ')} |`, ...rows.map(line), ...below].join('\n')
}

function widthsOf(lines: readonly (readonly string[])[]): number[] {
  return lines[0].map((_, column) => Math.max(3, ...lines.map((cells) => cells[column].length)))
}

function pad(text: string, width: number, isWord: boolean): string {
  return isWord ? text.padEnd(width) : text.padStart(width)
}
