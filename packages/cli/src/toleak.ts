#!/usr/bin/env node
import { run } from './program.ts'
import { survivePipes } from './terminal.ts'

survivePipes()
// only set, never process.exit(): what was printed must reach whoever reads it
const exitCode = await run(process.argv.slice(2))
if (exitCode !== 0) process.exitCode = exitCode
