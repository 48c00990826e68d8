import { isAbsolute } from 'node:path'

/**
 * Where this module is, for `createRequire`. In CommonJS, bundlers make up import.meta.url, from the page's address where a test has
 * a document; in a module that `node -e` imports, `__filename` is the global `[eval]`.
 */
export const HERE = typeof __filename === 'string' && isAbsolute(__filename) ? __filename : import.meta.url
