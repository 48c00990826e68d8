import { dirname, isAbsolute, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * Where this module is, for `createRequire`. In CommonJS, bundlers make up import.meta.url, from the page's address where a test has
 * a document; in a module that `node -e` imports, `__filename` is the global `[eval]`.
 */
export const HERE = typeof __filename === 'string' && isAbsolute(__filename) ? __filename : import.meta.url

/** Where this package's code is: its bundle, or its sources. */
export const OWN_FOLDER = dirname(HERE.startsWith('file:') ? fileURLToPath(HERE) : HERE) + sep
