import { fileURLToPath } from 'node:url'

/** The path of a script that is a file, otherwise the name as V8 has it. A module that was loaded anew has a query behind its path. */
export function scriptPath(url: string): string {
  if (!url.startsWith('file://')) return url
  try {
    return fileURLToPath(url.replace(/\?.*$/, ''))
  } catch {
    return url
  }
}
