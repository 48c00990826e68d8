import type { LeakCase } from '../../leak-case.ts'

class Shape {
  readonly sides = 3
}

const redraws: (() => number)[] = []

function partially(draw: (...shapes: Shape[]) => number, ...shapes: Shape[]): () => number {
  // culprit
  return function redraw() {
    return draw(...shapes)
  }
}

export const leakCase: LeakCase = {
  target: Shape,
  leaking() {
    redraws.push(partially((shape) => shape.sides, new Shape()))
  },
  fixed() {
    redraws.push(partially((shape) => shape.sides, new Shape()))
    redraws.pop()
  },
  root: 'module leaks/closures/rest-arguments.ts',
  says: ['`redraws`', 'function redraw', '`shapes`', '[0]'],
  cut: /\[\d+\] of Array `redraws`/,
}
