import { pathToFileURL } from 'node:url'
import { OWN_FOLDER } from './here.ts'

/** Frames that V8 is asked for, so that the caller's are among them, and that are kept. */
const ASKED = 50
const KEPT = 10

/** Code of ours, here and in the adapters. */
const OWN = [OWN_FOLDER, pathToFileURL(OWN_FOLDER).href]
const ADAPTERS = /[\\/]node_modules[\\/]@toleak[\\/]/

/** The lines of a stack that say where our code was called; empty if all of it is ours. */
export function callSite(): string {
  const limit = Error.stackTraceLimit
  Error.stackTraceLimit = ASKED
  const { stack = '' } = new Error()
  Error.stackTraceLimit = limit
  const frames = stack.split('\n').filter((line) => /^\s+at /.test(line))
  const caller = frames.findIndex((frame) => !isOwn(frame) && !isBuiltin(frame))
  return caller === -1 ? '' : frames.slice(caller, caller + KEPT).join('\n')
}

function isOwn(frame: string): boolean {
  return ADAPTERS.test(frame) || OWN.some((own) => frame.includes(own))
}

/** `at Array.map (<anonymous>)` */
function isBuiltin(frame: string): boolean {
  return frame.endsWith('(<anonymous>)')
}

/** Lets an error say where our code was called, instead of where in it the error was made. */
export function pointTo(frames: string, error: Error): void {
  if (frames !== '') error.stack = `${error.name}: ${error.message}\n${frames}`
}
