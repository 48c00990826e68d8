/** Where the instances are kept that are made while this is set; only to prove that an assertion sees them. */
let keeper: object[] | undefined
let made = 0

/** What clean bodies make, and what must be gone when they end. */
export class Subject {
  readonly name: string
  /** Other objects, so that a body can build structures. */
  readonly links: unknown[] = []

  constructor(name = 'subject') {
    this.name = name
    noteMade(this)
  }

  read(): string {
    return this.name
  }

  fail(): never {
    throw new Error(`${this.name} failed`)
  }
}

/** For each instance that a body makes of its target; a `Subject` does so by itself. */
export function noteMade<Instance extends object>(instance: Instance): Instance {
  made++
  keeper?.push(instance)
  return instance
}

/** How many instances were made so far. */
export function madeSoFar(): number {
  return made
}

/** Runs `work` while whatever is made is kept, and lets it go afterwards. */
export async function keepingAll(work: () => unknown): Promise<void> {
  keeper = []
  try {
    await work()
  } finally {
    keeper = undefined
  }
}
