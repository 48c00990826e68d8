export interface Counted {
  readonly name: string
}

// culprit
const counted: Counted[] = []

export function count(thing: Counted): number {
  return counted.push(thing)
}
