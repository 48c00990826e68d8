import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { LeakCase } from '../../leak-case.ts'

class Build {
  exitCode?: number
}

const running = new Set<number>()

async function build(result: Build): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' })
  await once(child, 'spawn')
  // culprit
  child.on('exit', function finish(code) {
    result.exitCode = code ?? 1
  })
  if (child.pid !== undefined) running.add(child.pid)
  return child
}

export const leakCase: LeakCase = {
  target: Build,
  async leaking() {
    await build(new Build())
  },
  async fixed() {
    const child = await build(new Build())
    child.kill()
    await once(child, 'exit')
    running.delete(child.pid ?? 0)
  },
  root: "Node's event loop",
  says: ['ChildProcess', 'event "exit"', 'finish', '`result`'],
  cut: /running child process|event "exit"/,
  advice: 'off("exit", listener)',
  after() {
    for (const pid of running) process.kill(pid)
    running.clear()
  },
}
