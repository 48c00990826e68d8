/* eslint-disable @typescript-eslint/no-require-imports -- CommonJS */
const { readFileSync } = require('node:fs')
const { join } = require('node:path')
const { runInThisContext } = require('node:vm')

const filename = join(__dirname, 'game.js')
runInThisContext(readFileSync(filename, 'utf8'), { filename })
exports.play = runInThisContext('play')
