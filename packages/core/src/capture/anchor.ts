import { randomUUID } from 'node:crypto'

/** What to find again in a snapshot; none of it is kept alive. */
export interface Anchored<Objects, Functions = Objects> {
  readonly objects: Objects
  readonly functions: Functions
  /** Objects that the body made. */
  readonly born: Objects
  /** What the objects inherit from of which births are known. */
  readonly roots: Functions
  /** What was alive after each of several runs. */
  readonly runs: readonly Objects[]
  /** Objects by which survivors may be held. */
  readonly through: Objects
}

/**
 * Finds live objects again in a snapshot: an object whose class name occurs nowhere else and that refers to them weakly, so that it
 * keeps none of them alive.
 *
 * In the snapshot: the node named `className` → `objects` → `table` → weak edges to those that still live, `control` among them.
 */
export interface Anchor extends Anchored<WeakSet<object>> {
  /** The unique class name to look for. */
  readonly className: string
  /** Held by the anchor and added to its objects: a snapshot that does not show it there cannot be trusted. */
  readonly control: object
}

/** An anchor for these objects. It must be referred to after the snapshot was taken, or it may be gone from it. */
export function anchor({
  objects = new WeakSet(),
  functions = [],
  born = new WeakSet(),
  roots = [],
  runs = [],
  through = new WeakSet(),
}: Partial<Anchored<WeakSet<object>, readonly object[]>> = {}): Anchor {
  const className = `Anchor_${randomUUID().replaceAll('-', '_')}`
  const AnchorClass = new Function(
    `return class ${className} {
      constructor(parts) {
        this.className = '${className}'
        Object.assign(this, parts)
      }
    }`,
  )() as new (parts: Omit<Anchor, 'className'>) => Anchor
  const control = {}
  objects.add(control)
  return new AnchorClass({
    objects,
    functions: new WeakSet(functions),
    born,
    roots: new WeakSet(roots),
    runs,
    through,
    control,
  })
}
