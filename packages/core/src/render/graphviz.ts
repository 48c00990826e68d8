import { once } from 'node:events'
import { createRequire } from 'node:module'
import type { MessagePort } from 'node:worker_threads'
import { MessageChannel, Worker, receiveMessageOnPort } from 'node:worker_threads'
import { CaptureError } from '../errors.ts'

/** How long a layout may block its caller, in milliseconds; a picture of 60 boxes takes 200 on a slow machine. */
export const LAYOUT_TIMEOUT = 10_000

/**
 * Graphviz' layout of a graph in DOT, in its JSON format. Graphviz is WebAssembly in a thread of its own: nothing to install, the same
 * bytes for the same graph everywhere, and nothing of it or of its memory stays in this thread, whatever sandbox that is.
 *
 * @throws CaptureError if Graphviz cannot be loaded, if threads are forbidden, or if it rejects the graph
 */
export async function layOut(dot: string): Promise<string> {
  const thread = startThread(dot)
  try {
    await once(thread.worker, 'exit')
    return answerOf(thread)
  } catch (cause) {
    throw cause instanceof CaptureError
      ? cause
      : cannotDraw(`its thread ended with ${String(cause)}`, { cause })
  } finally {
    stopThread(thread)
  }
}

/**
 * The same layout before it returns; this thread sleeps meanwhile. A test's timeout cannot come in between.
 *
 * @param timeout milliseconds
 * @throws CaptureError if there is no layout by then, or for the reasons of `layOut`
 *
 * Cost: 0.1 to 0.2 s, most of it the start of the thread.
 */
export function layOutSync(dot: string, timeout = LAYOUT_TIMEOUT): string {
  const thread = startThread(dot)
  thread.worker.unref()
  try {
    if (Atomics.wait(thread.answered, 0, 0, timeout) === 'timed-out')
      throw cannotDraw(`Graphviz gave no layout within ${timeout} ms`)
    return answerOf(thread)
  } finally {
    stopThread(thread)
  }
}

interface Thread {
  readonly worker: Worker
  /** Where its answer arrives. */
  readonly port: MessagePort
  /** One number, 1 as soon as the answer is there. */
  readonly answered: Int32Array
}

interface Answer {
  readonly layout?: string
  readonly failure?: string
}

/** A script, not a module: no file of ours has to be found from bundles and sandboxes. The thread ends by itself. */
const THREAD_CODE = `
const { answers, answered, dot, graphviz } = require('node:worker_threads').workerData
const answer = (message) => {
  answers.postMessage(message)
  Atomics.store(answered, 0, 1)
  Atomics.notify(answered, 0)
}
const layOut = async () => {
  const { output, errors } = (await require(graphviz).instance()).render(dot, { format: 'json0' })
  return { layout: output, failure: errors.map(({ message }) => message).join(' ') }
}
layOut().then(answer, (error) => answer({ failure: String(error) }))
`

// in CommonJS, import.meta.url is made up by the bundler, from the page's address where a test has a document
const HERE = typeof __filename === 'string' ? __filename : import.meta.url

function startThread(dot: string): Thread {
  const { port1: port, port2: answers } = new MessageChannel()
  const answered = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT))
  try {
    const graphviz = createRequire(HERE).resolve('@viz-js/viz')
    const worker = new Worker(THREAD_CODE, {
      eval: true,
      workerData: { answers, answered, dot, graphviz },
      transferList: [answers],
      // nothing of the runner: no loader, no coverage, no flags, no output
      execArgv: [],
      env: {},
      stdout: true,
      stderr: true,
    })
    // what goes wrong later must not become an uncaught error of the user's test
    worker.on('error', () => {})
    return { worker, port, answered }
  } catch (cause) {
    port.close()
    throw cannotDraw(String(cause), { cause })
  }
}

function stopThread({ worker, port }: Thread): void {
  port.close()
  void worker.terminate()
}

function answerOf({ port }: Thread): string {
  const { layout, failure = 'nothing' } = (receiveMessageOnPort(port)?.message ?? {}) as Answer
  if (layout === undefined) throw cannotDraw(`Graphviz says "${failure}"`)
  return layout
}

function cannotDraw(found: string, options?: ErrorOptions): CaptureError {
  return new CaptureError(
    `Cannot draw the ancestors graph: ${found}, expected a layout. The failure message has the same path in words.`,
    options,
  )
}
