import { PassThrough } from 'node:stream'
import type { LeakCase } from '../../leak-case.ts'

class Message {
  readonly text = 'hello'
}

let inbox: PassThrough
let tidyInbox: PassThrough
let textsRead: string[] = []

async function readAll(): Promise<void> {
  // culprit
  for await (const message of inbox) textsRead.push((message as Message).text)
}

function readEach(): void {
  tidyInbox.on('data', ({ text }: Message) => textsRead.push(text))
}

export const leakCase: LeakCase = {
  target: Message,
  before() {
    textsRead = []
    inbox = new PassThrough({ objectMode: true })
    tidyInbox = new PassThrough({ objectMode: true })
    void readAll()
    readEach()
  },
  async leaking() {
    inbox.write(new Message())
  },
  async fixed() {
    tidyInbox.write(new Message())
  },
  root: 'module leaks/suspended/for-await.ts',
  says: ['`inbox`', 'async function readAll', 'local variable `message`', 'suspended'],
  cut: 'local variable `message` of async function readAll',
  advice: 'keeps the last value of `message`',
  after() {
    inbox.end()
    tidyInbox.end()
  },
}
