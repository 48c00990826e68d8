/* eslint-disable @typescript-eslint/no-require-imports -- CommonJS */
/* global jest */

/** Evaluates the module again, as a watcher does when its file was changed. */
exports.reload = function reload() {
  if (typeof jest === 'undefined') {
    delete require.cache[require.resolve('./counter.cjs')]
    return require('./counter.cjs')
  }
  let counter
  jest.isolateModules(() => (counter = require('./counter.cjs')))
  return counter
}
