/* eslint-disable @typescript-eslint/no-require-imports -- CommonJS */
/* global jest */

/** In use, like what `require.cache` has. */
let newest

/** Evaluates the module again, as a watcher does when its file was changed. */
exports.reload = function reload() {
  if (typeof jest === 'undefined') {
    delete require.cache[require.resolve('./counter.cjs')]
    return require('./counter.cjs')
  }
  jest.isolateModules(() => (newest = require('./counter.cjs')))
  return newest
}
