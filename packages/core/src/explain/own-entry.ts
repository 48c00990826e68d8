/** What a record has under a name of the user's, which may well be that of a method of all objects: `toString`, `constructor`. */
export function ownEntry<Value>(
  record: Readonly<Record<string, Value>>,
  name: string | number | undefined,
): Value | undefined {
  return name !== undefined && Object.hasOwn(record, name) ? record[name] : undefined
}
