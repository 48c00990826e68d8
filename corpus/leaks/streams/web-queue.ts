import type { LeakCase } from '../../leak-case.ts'

class Sample {
  readonly volume = 0.5
}

// culprit
let microphone: ReadableStreamDefaultController<Sample>
const recording = new ReadableStream<Sample>({
  start(controller) {
    microphone = controller
  },
})

export const leakCase: LeakCase = {
  target: Sample,
  async leaking() {
    microphone.enqueue(new Sample())
  },
  async fixed() {
    microphone.enqueue(new Sample())
    const reader = recording.getReader()
    await reader.read()
    reader.releaseLock()
  },
  root: 'module leaks/streams/web-queue.ts',
  says: ['`microphone`', 'ReadableStream', 'chunk'],
  cut: 'chunk',
}
