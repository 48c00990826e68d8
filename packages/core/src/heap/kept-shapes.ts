/** One object of each class that hot loops look into. */
const kept: object[] = []

/**
 * Keeps an object as long as this module lives, for the sake of its shape. V8 drops a shape of which no object is left at the next garbage
 * collection, and with it all code that it had optimized for it (`--trace-deopt`: "embedded weak objects cleared"). Between two failures
 * there are several collections and no heap that is being read: without this every failure would run in cold code.
 *
 * @param object small, and as the constructor leaves it
 */
export function keepShapeOf(object: object): void {
  kept.push(object)
}
