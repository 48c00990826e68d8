/**
 * What `babel-jest` does to the corpus, but Babel is loaded only where a file is not in Jest's cache yet: it doubles the heap of a worker,
 * and with that the time of each measurement.
 */
import { createHash } from 'node:crypto'
import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)

const options = {
  babelrc: false,
  configFile: false,
  sourceMaps: 'both',
  presets: [
    ['@babel/preset-env', { targets: { node: 'current' } }],
    ['@babel/preset-typescript', { allowDeclareFields: true }],
    'babel-preset-jest',
  ],
}

/** @type {import('@jest/transform').SyncTransformer} */
const transformer = {
  process(source, filename) {
    const { transformSync } = require('@babel/core')
    const { code, map } = transformSync(source, {
      ...options,
      filename,
      caller: { name: 'corpus', supportsStaticESM: false },
    })
    return { code, map }
  },
  getCacheKey(source, filename) {
    return createHash('sha256')
      .update(JSON.stringify([options, process.version, filename, source]))
      .digest('hex')
  },
}

// eslint-disable-next-line import-x/no-default-export -- where Jest looks for it
export default transformer
