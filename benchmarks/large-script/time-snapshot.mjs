// Loads TypeScript's compiler, as ts-jest does, and times one snapshot; with `debugger`, after V8 counted the lines of all scripts.
import { Session } from 'node:inspector'
import { getHeapSnapshot } from 'node:v8'
import typescript from 'typescript'

typescript.transpileModule('const answer: number = 42', {})
const start = performance.now()
if (process.argv[2] === 'debugger') {
  const session = new Session()
  session.connect()
  session.post('Debugger.enable')
  session.disconnect()
}
const stream = getHeapSnapshot()
// a Readable that is asked for 0 bytes starts to fill; V8 then pushes everything synchronously
stream.read(0)
console.log(performance.now() - start)
