import { once } from 'node:events'
import { createRequire } from 'node:module'
// not the globals: a test may have put fake ones there
import { clearTimeout, setTimeout } from 'node:timers'
import type { MessagePort } from 'node:worker_threads'
import { MessageChannel, Worker, receiveMessageOnPort } from 'node:worker_threads'
import { CaptureError } from '../errors.ts'
import { HERE } from '../here.ts'

/** How long a sync run may block its caller, in milliseconds; a picture of 60 boxes takes 200 on a slow machine. */
export const SYNC_TIMEOUT = 10_000
/** How long any other run may take, in milliseconds. A few hundred nodes may take longer than anybody waits, if all refer to all. */
export const TIMEOUT = 60_000

/** What Graphviz gives: a picture, or the places of everything as JSON. */
export type GraphvizFormat = 'svg' | 'json0'

/**
 * What Graphviz makes of a graph in DOT. Graphviz is WebAssembly in a thread of its own: nothing to install, the same bytes for
 * the same graph everywhere, and nothing of it or of its memory stays in this thread, whatever sandbox that is.
 *
 * @param timeout milliseconds
 * @throws CaptureError if Graphviz cannot be loaded, if threads are forbidden, if it rejects the graph, or if it takes too long
 */
export async function runGraphviz(dot: string, format: GraphvizFormat, timeout = TIMEOUT): Promise<string> {
  const thread = startThread(dot, format)
  let late = false
  const timer = setTimeout(() => {
    late = true
    void thread.worker.terminate()
  }, timeout)
  try {
    await once(thread.worker, 'exit')
    if (late) throw tooLate(timeout)
    return answerOf(thread)
  } catch (cause) {
    throw cause instanceof CaptureError
      ? cause
      : cannotDraw(`its thread ended with ${String(cause)}`, { cause })
  } finally {
    clearTimeout(timer)
    stopThread(thread)
  }
}

/**
 * The same before it returns; this thread sleeps meanwhile. A test's timeout cannot come in between.
 *
 * @param timeout milliseconds
 * @throws CaptureError for the reasons of `runGraphviz`
 *
 * Cost: 0.1 to 0.2 s, most of it the start of the thread.
 */
export function runGraphvizSync(dot: string, format: GraphvizFormat, timeout = SYNC_TIMEOUT): string {
  const thread = startThread(dot, format)
  thread.worker.unref()
  try {
    if (Atomics.wait(thread.answered, 0, 0, timeout) === 'timed-out') throw tooLate(timeout)
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
  readonly output?: string
  readonly failure?: string
}

/** A script, not a module: no file of ours has to be found from bundles and sandboxes. The thread ends by itself. */
const THREAD_CODE = `
const { answers, answered, dot, format, graphviz } = require('node:worker_threads').workerData
const answer = (message) => {
  answers.postMessage(message)
  Atomics.store(answered, 0, 1)
  Atomics.notify(answered, 0)
}
const run = async () => {
  const { output, errors } = (await require(graphviz).instance()).render(dot, { format })
  return { output, failure: errors.map(({ message }) => message).join(' ') }
}
run().then(answer, (error) => answer({ failure: String(error) }))
`

function startThread(dot: string, format: GraphvizFormat): Thread {
  const { port1: port, port2: answers } = new MessageChannel()
  const answered = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT))
  try {
    const graphviz = createRequire(HERE).resolve('@viz-js/viz')
    const worker = new Worker(THREAD_CODE, {
      eval: true,
      workerData: { answers, answered, dot, format, graphviz },
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
  const { output, failure = 'nothing' } = (receiveMessageOnPort(port)?.message ?? {}) as Answer
  if (output === undefined) throw cannotDraw(`Graphviz says "${failure}"`)
  return output
}

function tooLate(timeout: number): CaptureError {
  return cannotDraw(`Graphviz gave no layout within ${timeout} ms`)
}

function cannotDraw(found: string, options?: ErrorOptions): CaptureError {
  return new CaptureError(
    `Cannot draw graph: ${found}, expected a layout. The same graph is there as text and JSON; a smaller part of it may be drawn.`,
    options,
  )
}
