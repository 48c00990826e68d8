/**
 * The real `node:v8`, which every realm of the process has as one object: neither imported nor required, since a vm pool hands out a copy
 * of the module then. What is kept here must be a primitive, or belong to the main realm: else it keeps the realm of a test file alive.
 */
export const sharedByRealms = process.getBuiltinModule('node:v8') as unknown as Record<string, unknown>

/** What was shared under this name by any copy of toleak in the process, such as that of an earlier test file. */
export function sharedValue<Value>(name: string): Value | undefined {
  return sharedByRealms[name] as Value | undefined
}

/** Shares a value with all copies of toleak in the process. */
export function shareValue(name: string, value: unknown): void {
  Object.defineProperty(sharedByRealms, name, { value, configurable: true })
}
