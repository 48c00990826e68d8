/**
 * Prints what the Retainers pane of Chrome DevTools shows of an object: its nearest retainer, that one's nearest, and so on. By DevTools'
 * own code, published as heap-snapshot-toolkit.
 *
 *     node comparison/retainers-in-devtools.ts final.heapsnapshot Widget
 */
import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'

interface Item {
  readonly name: string
  readonly node: {
    readonly id: number
    readonly name: string
    readonly distance: number
    readonly nodeIndex: number
  }
}

/** What heap-snapshot-toolkit leaves to be read of DevTools' own JSHeapSnapshot. */
interface JSHeapSnapshot {
  readonly nodeCount: number
  readonly nodeFieldCount: number
  readonly nodeDistances: Int32Array
  createNode(index: number): { id(): number; name(): string; type(): string }
  createRetainingEdgesProvider(index: number): {
    serializeItemsRange(begin: number, end: number): { readonly items: readonly Item[] }
  }
}

const packageName: string = 'heap-snapshot-toolkit'
const { parse } = (await import(packageName)) as { parse(stream: ReadableStream): Promise<JSHeapSnapshot> }

const [file, className] = process.argv.slice(2)
const snapshot = await parse(Readable.toWeb(createReadStream(file, 'utf8')) as ReadableStream)
for (let node = 0; node < snapshot.nodeCount; node++) {
  const index = node * snapshot.nodeFieldCount
  const shown = snapshot.createNode(index)
  // what only exists as the prototype of the class is an object with this name, too
  if (shown.name() === className && shown.type() === 'object' && isInstance(index)) {
    console.log(`${className} @${shown.id()}  distance ${snapshot.nodeDistances[node]}`)
    printRetainers(index)
  }
}

function nearestRetainer(index: number): Item | undefined {
  const { items } = snapshot.createRetainingEdgesProvider(index).serializeItemsRange(0, 1_000)
  return items.toSorted((one, other) => one.node.distance - other.node.distance)[0]
}

function isInstance(index: number): boolean {
  return nearestRetainer(index)?.name !== 'prototype'
}

function printRetainers(start: number): void {
  let index = start
  for (let depth = 1; depth < 40; depth++) {
    const retainer = nearestRetainer(index)
    if (retainer === undefined) return
    const { node, name } = retainer
    console.log(
      `${'  '.repeat(depth)}${name} in ${node.name.slice(0, 60)} @${node.id}  distance ${node.distance}`,
    )
    if (node.distance <= 1) return
    index = node.nodeIndex
  }
}
