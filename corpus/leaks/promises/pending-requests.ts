import type { LeakCase } from '../../leak-case.ts'

class Call {
  readonly method = 'ping'
}

interface Waiting {
  readonly resolve: (result: string) => void
  readonly reject: (error: Error) => void
}

const waiting = new Map<number, Waiting>()
let lastId = 0

function send(call: Call): Promise<string> {
  const id = ++lastId
  return new Promise((resolve, reject) => {
    waiting.set(id, { resolve, reject })
    if (call.method.length > 80) reject(new Error('The name is too long.'))
  })
}

async function invoke(): Promise<string> {
  const call = new Call()
  // culprit
  const result = await send(call)
  return `${call.method}: ${result}`
}

export const leakCase: LeakCase = {
  target: Call,
  async leaking() {
    void invoke()
  },
  async fixed() {
    const called = invoke()
    waiting.get(lastId)?.resolve('pong')
    waiting.delete(lastId)
    await called
  },
  root: 'module leaks/promises/pending-requests.ts',
  says: ['`waiting`', 'Map', /\.(resolve|reject)/, 'async function invoke', '`call`', 'suspended'],
  cut: /Map `waiting`|`call`/,
  advice: 'keeps the last value of `call`',
}
