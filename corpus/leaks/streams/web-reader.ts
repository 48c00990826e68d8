import type { LeakCase } from '../../leak-case.ts'

class Subtitle {
  text = ''
}

let speech: ReadableStreamDefaultController<string>
const words = new ReadableStream<string>({
  start(controller) {
    speech = controller
  },
})

async function transcribe(reader: ReadableStreamDefaultReader<string>): Promise<void> {
  const subtitle = new Subtitle()
  // culprit
  const { value = '' } = await reader.read()
  subtitle.text = value
}

export const leakCase: LeakCase = {
  target: Subtitle,
  async leaking() {
    void transcribe(words.getReader())
  },
  async fixed() {
    const reader = words.getReader()
    const transcribing = transcribe(reader)
    reader.releaseLock()
    await transcribing.catch(() => {})
  },
  root: 'module leaks/streams/web-reader.ts',
  says: [
    /`words`|`speech`/,
    'ReadableStream',
    'async function transcribe',
    'local variable `subtitle`',
    'suspended',
  ],
  // there the stream's promise is of another realm than the function that awaits it
  cut: { bare: /`subtitle`|read/, jest: '`await` of async function transcribe' },
  advice: 'keeps the last value of `subtitle`',
  after: () => speech.enqueue('bye'),
}
