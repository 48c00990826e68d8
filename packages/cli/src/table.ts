import { cellsOf, shortened } from './terminal-text.ts'

/** A column of a table. */
export interface Column {
  readonly heading: string
  /** Figures stand at the right and are never cut; text stands at the left and is cut when the screen is narrow. */
  readonly holds: 'figures' | 'text'
}

const GAP = 2
/** Cells that text keeps on the narrowest screen. */
const LEAST_TEXT = 12

/**
 * A table as lines no wider than the screen, unless the figures alone are. Cells may hold any text.
 *
 * @param rows as many cells as there are columns
 */
export function renderTable(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  width: number,
): string[] {
  const lines = [columns.map(({ heading }) => heading), ...rows]
  const widths = fitted(columns, widestOf(lines, columns.length, width), width)
  return lines.map((cells) =>
    cells
      .map((cell, index) => {
        const text = shortened(cell, widths[index])
        const room = ' '.repeat(Math.max(0, widths[index] - cellsOf(text)))
        return columns[index].holds === 'figures' ? room + text : text + room
      })
      .join(' '.repeat(GAP))
      .trimEnd(),
  )
}

function widestOf(lines: readonly (readonly string[])[], columnCount: number, width: number): number[] {
  return Array.from({ length: columnCount }, (_, index) =>
    lines.reduce((widest, cells) => Math.max(widest, cellsOf(shortened(cells[index], width))), 0),
  )
}

/** The widest text gives way first, cell by cell. */
function fitted(columns: readonly Column[], widths: number[], width: number): number[] {
  const sum = () => widths.reduce((all, each) => all + each, GAP * (widths.length - 1))
  for (let excess = sum() - width; excess > 0; excess--) {
    const widest = columns.reduce(
      (best, { holds }, index) =>
        holds === 'text' && widths[index] > LEAST_TEXT && (best < 0 || widths[index] > widths[best])
          ? index
          : best,
      -1,
    )
    if (widest < 0) break
    widths[widest]--
  }
  return widths
}
