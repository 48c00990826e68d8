/** A class whose instances are kept by mistake. */
export class Session {
  readonly id = 17
}

/** What is put here stays alive. */
export const kept: Session[] = []

export function keepOne(): void {
  kept.push(new Session())
}

export async function keepOneLater(): Promise<void> {
  await Promise.resolve()
  kept.push(new Session())
}

export async function keepNone(): Promise<number> {
  const session = new Session()
  await Promise.resolve()
  return session.id
}
