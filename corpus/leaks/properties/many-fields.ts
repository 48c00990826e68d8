import type { LeakCase } from '../../leak-case.ts'

class Cell {
  readonly value = 1
}

class Sheet {
  constructor(columns: number) {
    for (let column = 0; column < columns; column++) Object.assign(this, { [`column${column}`]: column })
  }
}

// culprit
const sheet = new Sheet(300) as Record<string, unknown>

export const leakCase: LeakCase = {
  target: Cell,
  leaking() {
    sheet.column250 = new Cell()
  },
  fixed() {
    sheet.column250 = new Cell()
    sheet.column250 = 250
  },
  root: 'module leaks/properties/many-fields.ts',
  says: ['`sheet`', 'Sheet', '.column250'],
  cut: '.column250 of Sheet `sheet`',
}
