import { InvalidInputError } from '../errors.ts'
import { describe, quote, shownKey } from './describe.ts'

/** What every node carries; a graph of yours may add more. */
export interface NodeAttributes {
  /** Words for the object; any text. */
  readonly label: string
  /** Class of the object, when it has one; what `findByClass` and `countByClass` go by. */
  readonly className?: string
}

/** A node of an `ObjectGraph`: a frozen plain object. Nodes of equal key stand for the same object, in whatever graph. */
export type ObjectNode<N extends NodeAttributes = NodeAttributes> = Readonly<N> & {
  /** Unique among the nodes of its graph. */
  readonly key: string
}

/** A node to be: its key and attributes, or just the key, which then is the label too. */
export type NodeInit<N extends NodeAttributes = NodeAttributes> =
  | string
  | (N & {
      /** Unique among the nodes; any text but a name that every object has, such as `constructor`. */
      readonly key: string
    })

/** What all nodes inherit: how the console shows them. */
const nodePrototype = {
  [Symbol.for('nodejs.util.inspect.custom')](this: ObjectNode): string {
    return `ObjectNode { ${shownKey(this.key)} ${quote(this.label)} }`
  },
}

/**
 * Nodes by key, in their order. Of nodes with equal keys the first counts. A node without label gets its key for one.
 *
 * @throws InvalidInputError if a key, label or class name is not a string, or if a key cannot be one in graphology
 */
export function nodesByKey<N extends NodeAttributes>(
  nodes: Iterable<NodeInit<N>>,
): Map<string, ObjectNode<N>> {
  const byKey = new Map<string, ObjectNode<N>>()
  for (const init of nodes) {
    const node = createNode(init)
    if (!byKey.has(node.key)) byKey.set(node.key, node)
  }
  return byKey
}

function createNode<N extends NodeAttributes>(init: NodeInit<N>): ObjectNode<N> {
  const given = (typeof init === 'string' ? { key: init } : init) as Partial<ObjectNode> | null | undefined
  const key: unknown = given?.key
  if (typeof key !== 'string') {
    const found = typeof init === 'object' && init !== null ? `the key ${describe(key)}` : describe(init)
    throw new InvalidInputError(
      `Cannot build graph: a node has ${found}, expected a string or { key, label }. ` +
        'Turn ids into strings with String(id).',
    )
  }
  // as property names of a plain object, which graphology keeps neighbours in, these are taken
  if (key in Object.prototype) {
    throw new InvalidInputError(
      `Cannot build graph: node key ${quote(key)} is a property of every object, expected a name of its own. ` +
        'Put a prefix before your keys; labels may be any text.',
    )
  }
  const { label = key, className } = given as Partial<ObjectNode>
  checkText('label', label, key)
  if (className !== undefined) checkText('className', className, key)
  return Object.freeze({ __proto__: nodePrototype, ...given, key, label }) as unknown as ObjectNode<N>
}

function checkText(attribute: string, value: unknown, key: string): void {
  if (typeof value === 'string') return
  throw new InvalidInputError(
    `Cannot build graph: the ${attribute} of node ${quote(key)} is ${describe(value)}, expected a string. ` +
      'Give other data an attribute of its own.',
  )
}
