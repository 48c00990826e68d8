import type { LeakCase } from '../../leak-case.ts'

class Palette {
  readonly colour = 'blue'
}

// culprit
const styles: object[] = []

function styleWith(palette: Palette): object {
  return Object.create({ palette }) as object
}

export const leakCase: LeakCase = {
  target: Palette,
  leaking() {
    styles.push(styleWith(new Palette()))
  },
  fixed() {
    styles.push({ ...styleWith(new Palette()) })
  },
  root: 'module leaks/prototypes/object-create.ts',
  says: ['`styles`', 'prototype', '.palette'],
  cut: /\[\d+\] of Array `styles`/,
}
