import type { LeakCase } from '../../leak-case.ts'

class Metadata {
  readonly version = 2
}

const METADATA = Symbol('metadata')

interface Annotated {
  [METADATA]?: Metadata
}

// culprit
const component: Annotated = {}

export const leakCase: LeakCase = {
  target: Metadata,
  leaking() {
    component[METADATA] = new Metadata()
  },
  fixed() {
    component[METADATA] = new Metadata()
    delete component[METADATA]
  },
  root: 'module leaks/properties/symbol-key.ts',
  says: ['`component`', '[Symbol(metadata)]'],
  cut: '[Symbol(metadata)]',
}
