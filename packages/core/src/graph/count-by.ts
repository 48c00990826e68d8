/**
 * How many items fall into each class, most frequent first; equal counts in the order in which they were met. An item whose
 * class is undefined is not counted.
 */
export function countBy<Item, Class>(
  items: Iterable<Item>,
  classify: (item: Item) => Class | undefined,
): Map<Class, number> {
  const counts = new Map<Class, number>()
  for (const item of items) {
    const found = classify(item)
    if (found !== undefined) counts.set(found, (counts.get(found) ?? 0) + 1)
  }
  return new Map([...counts].sort(([, a], [, b]) => b - a))
}
