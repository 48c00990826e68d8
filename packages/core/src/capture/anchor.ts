import { randomUUID } from 'node:crypto'

/**
 * Finds live objects again in a snapshot: an object whose class name occurs nowhere else and that refers to them weakly, so that it
 * keeps none of them alive.
 *
 * In the snapshot: the node named `className` → `objects` → `table` → weak edges to those that still live, `control` among them.
 */
export interface Anchor {
  /** The unique class name to look for. */
  readonly className: string
  /** Held by the anchor and added to its objects: a snapshot that does not show it there cannot be trusted. */
  readonly control: object
  readonly objects: WeakSet<object>
  /** Functions to find again, held as weakly. */
  readonly functions: WeakSet<object>
}

/** An anchor for `objects` and `functions`. It must be referred to after the snapshot was taken, or it may be gone from it. */
export function anchor(objects: WeakSet<object>, functions: readonly object[] = []): Anchor {
  const className = `Anchor_${randomUUID().replaceAll('-', '_')}`
  const AnchorClass = new Function(
    `return class ${className} {
      constructor(objects, functions, control) {
        this.className = '${className}'
        this.objects = objects
        this.functions = functions
        this.control = control
      }
    }`,
  )() as new (objects: WeakSet<object>, functions: WeakSet<object>, control: object) => Anchor
  const control = {}
  objects.add(control)
  return new AnchorClass(objects, new WeakSet(functions), control)
}
