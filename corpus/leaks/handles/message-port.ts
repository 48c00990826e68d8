import { MessageChannel } from 'node:worker_threads'
import type { LeakCase } from '../../leak-case.ts'

class Editor {
  text = ''
}

function edit(editor: Editor, { port1, port2 }: MessageChannel): void {
  // culprit
  port1.on('message', function update(text: string) {
    editor.text = text
  })
  remote = port2
}

let remote: MessageChannel['port2'] | undefined

export const leakCase: LeakCase = {
  target: Editor,
  async leaking() {
    edit(new Editor(), new MessageChannel())
  },
  async fixed() {
    edit(new Editor(), new MessageChannel())
    remote?.close()
  },
  root: /open MessagePort|module leaks\/handles\/message-port/,
  says: ['MessagePort', 'event "message"', 'update', '`editor`'],
  cut: /open MessagePort|event "message"|`remote`/,
  advice: 'removeEventListener("message", listener)',
  after() {
    remote?.close()
  },
}
