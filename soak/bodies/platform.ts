import { execFile, spawn } from 'node:child_process'
import * as crypto from 'node:crypto'
import { createSocket } from 'node:dgram'
import { lookup } from 'node:dns/promises'
import { once } from 'node:events'
import { createReadStream, createWriteStream, watch } from 'node:fs'
import { mkdtemp, open, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import * as http from 'node:http'
import * as http2 from 'node:http2'
import type { AddressInfo } from 'node:net'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { DatabaseSync, StatementSync } from 'node:sqlite'
import { PassThrough, Readable, Transform, Writable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { setImmediate as turn } from 'node:timers/promises'
import { inspect, promisify } from 'node:util'
import { deserialize, serialize } from 'node:v8'
import { createContext, runInContext, Script } from 'node:vm'
import {
  BroadcastChannel,
  MessageChannel,
  MessagePort,
  receiveMessageOnPort,
  Worker,
} from 'node:worker_threads'
import { createGunzip, createGzip, gunzipSync, gzip, gzipSync } from 'node:zlib'
import type { CleanBody } from '../clean-body.ts'
import { noteMade, Subject } from '../subject.ts'

const WORKER = `require('node:worker_threads').parentPort.on('message', (message) => {
  require('node:worker_threads').parentPort.postMessage(message)
})`

let server: http.Server
let agent: http.Agent
let folder: string

async function startServer(): Promise<void> {
  server = http.createServer((request, response) => request.pipe(response))
  // no idle connection ends by itself, however slow the machine: an agent would send into it
  server.keepAliveTimeout = 0
  server.listen(0, '127.0.0.1')
  agent = new http.Agent({ keepAlive: true })
  await once(server, 'listening')
}

async function stopServer(): Promise<void> {
  agent.destroy()
  server.closeAllConnections()
  server.close()
  await once(server, 'close')
}

const portOf = (listening: { address(): unknown }) => (listening.address() as AddressInfo).port

async function post(options: http.RequestOptions, subject: Subject): Promise<string> {
  const request = http.request({ host: '127.0.0.1', method: 'POST', ...options })
  request.on('close', () => subject.read())
  request.end(subject.name)
  const [response] = (await once(request, 'response')) as [http.IncomingMessage]
  return await text(response)
}

const overHttp = { before: startServer, after: stopServer }
const inFolder = {
  async before() {
    folder = await mkdtemp(join(tmpdir(), 'toleak-soak-'))
  },
  after: () => rm(folder, { recursive: true }),
}

function upperCase(): Transform {
  return new Transform({
    objectMode: true,
    transform: (subject: Subject, _encoding, done) => done(null, new Subject(subject.name.toUpperCase())),
  })
}

/** What Node offers: streams, files, sockets, processes, threads. */
export const platform: readonly CleanBody[] = [
  {
    name: 'pipes objects through streams',
    async body() {
      await pipeline(Readable.from([new Subject(), new Subject()]), upperCase(), async (subjects) => {
        for await (const subject of subjects as AsyncIterable<Subject>) subject.read()
      })
    },
  },
  {
    name: 'destroys a stream half-way',
    async body() {
      const source = new PassThrough({ objectMode: true })
      const subject = new Subject()
      source.on('close', () => subject.read())
      source.write(subject)
      source.destroy()
      await once(source, 'close')
    },
  },
  {
    name: 'catches the error of a pipeline',
    async body() {
      const failing = new Writable({ objectMode: true, write: (subject: Subject) => subject.fail() })
      await pipeline(Readable.from([new Subject()]), failing).catch((error: Error) => error.message)
    },
  },
  {
    name: 'uses the methods of streams',
    async body() {
      await Readable.from([1, 2, 3])
        .map(async () => (await turn(), new Subject()))
        .filter((subject: Subject) => subject.name !== '')
        .toArray()
    },
  },
  {
    name: 'uses web streams',
    async body() {
      const upper = new TransformStream<Subject, Subject>({
        transform: (subject, controller) => controller.enqueue(new Subject(subject.name.toUpperCase())),
      })
      const source = new ReadableStream<Subject>({
        pull(controller) {
          controller.enqueue(new Subject())
          controller.close()
        },
      })
      const [one, other] = source.pipeThrough(upper).tee()
      const reader = one.getReader()
      await reader.read()
      await reader.cancel()
      for await (const subject of other) subject.read()
    },
  },
  {
    name: 'cancels a web stream',
    async body() {
      const subject = new Subject()
      const source = new ReadableStream({ cancel: () => void subject.read() })
      await source.cancel(new Subject('reason'))
    },
  },
  {
    name: 'reads Blobs and decodes text',
    async body() {
      const blob = new Blob([new Subject('ünïcode').name], { type: 'text/plain' })
      const subject = Object.assign(new Subject(), { bytes: await blob.arrayBuffer() })
      const decoded = blob.stream().pipeThrough(new TextDecoderStream() as never)
      return new TextDecoder().decode(subject.bytes) + (await text(decoded as never))
    },
  },
  {
    name: 'reads lines',
    async body() {
      const lines: Subject[] = []
      const reader = createInterface({ input: Readable.from(['one\ntwo\n', 'three']) })
      for await (const line of reader) lines.push(new Subject(line))
      return lines.length
    },
  },
  {
    name: 'writes and reads files',
    ...inFolder,
    async body() {
      const subject = new Subject(join(folder, 'file.txt'))
      await writeFile(subject.name, 'x'.repeat(10_000))
      const handle = await open(subject.name)
      await handle.read(Buffer.alloc(100))
      await handle.close()
      return (await readFile(subject.name)).length + (await readdir(folder)).length
    },
  },
  {
    name: 'streams files',
    ...inFolder,
    async body() {
      const [from, to] = [new Subject(join(folder, 'from')), new Subject(join(folder, 'to'))]
      await writeFile(from.name, 'y'.repeat(100_000))
      const copy = createWriteStream(to.name).on('close', () => from.read())
      await pipeline(createReadStream(from.name), copy)
    },
  },
  {
    name: 'watches a folder and stops',
    ...inFolder,
    async body() {
      const subject = new Subject()
      const watcher = watch(folder, () => subject.read())
      await turn()
      watcher.close()
      await once(watcher, 'close')
    },
  },
  {
    name: 'compresses',
    async body() {
      const subject = Object.assign(new Subject(), { zipped: await promisify(gzip)('z'.repeat(10_000)) })
      gunzipSync(gzipSync(subject.zipped))
      const plain = Readable.from([subject.zipped]).pipe(createGunzip())
      plain.on('end', () => subject.read())
      return (await text(plain.pipe(createGzip()).pipe(createGunzip()))).length
    },
  },
  {
    name: 'hashes and encrypts',
    async body() {
      const subject = new Subject()
      const key = (await promisify(crypto.scrypt)('password', 'salt', 32)) as Buffer
      const holder = Object.assign(subject, { key, random: await promisify(crypto.randomBytes)(16) })
      const cipher = crypto.createCipheriv('aes-256-cbc', holder.key, holder.random)
      await crypto.subtle.digest('SHA-256', cipher.update(holder.name))
      return cipher.final('hex') + crypto.createHash('sha256').update(holder.name).digest('hex')
    },
  },
  {
    name: 'signs with keys of its own',
    async body() {
      const make = promisify(crypto.generateKeyPair)
      const pair = Object.assign(new Subject(), await make('ed25519'))
      const signature = crypto.sign(undefined, Buffer.from(pair.name), pair.privateKey)
      return crypto.verify(undefined, Buffer.from(pair.name), pair.publicKey, signature)
    },
  },
  {
    name: 'requests over a connection that an agent keeps',
    ...overHttp,
    body: () => post({ port: portOf(server), agent }, new Subject()),
  },
  {
    name: 'requests without an agent',
    ...overHttp,
    body: () => post({ port: portOf(server), agent: false }, new Subject()),
  },
  {
    name: 'requests through the global agent',
    ...overHttp,
    body: () => post({ port: portOf(server) }, new Subject()),
  },
  {
    name: 'gives up a request',
    ...overHttp,
    async body() {
      const subject = new Subject()
      const controller = new AbortController()
      const request = http.request({
        port: portOf(server),
        host: '127.0.0.1',
        signal: controller.signal,
        agent,
      })
      request.on('error', () => subject.read())
      request.end()
      controller.abort(subject)
      await new Promise((resolve) => request.on('close', resolve))
    },
  },
  {
    name: 'fetches',
    ...overHttp,
    async body() {
      const subject = new Subject('body')
      const controller = new AbortController()
      const response = await fetch(`http://127.0.0.1:${portOf(server)}`, {
        method: 'POST',
        body: subject.name,
        signal: controller.signal,
      })
      controller.signal.addEventListener('abort', () => subject.read())
      return await response.text()
    },
  },
  {
    name: 'opens and closes an http server',
    async body() {
      const subject = new Subject()
      const own = http.createServer((_, response) => response.end(subject.read())).listen(0, '127.0.0.1')
      await once(own, 'listening')
      await post({ port: portOf(own), agent: false }, new Subject())
      own.close()
      await once(own, 'close')
    },
  },
  {
    name: 'talks http2',
    async body() {
      const subject = new Subject()
      const own = http2.createServer()
      own.on('stream', (stream) => {
        stream.respond({ ':status': 200 })
        stream.end(subject.read())
      })
      own.listen(0, '127.0.0.1')
      await once(own, 'listening')
      const session = http2.connect(`http://127.0.0.1:${portOf(own)}`)
      const request = session.request({ ':path': '/' })
      request.setEncoding('utf8')
      const answer = await text(request)
      session.close()
      await once(session, 'close')
      own.close()
      await once(own, 'close')
      return answer
    },
  },
  {
    name: 'talks over sockets',
    async body() {
      const subject = new Subject()
      const own = createServer((socket) => {
        const peer = new Subject()
        socket.on('data', (data) => socket.end(data.toString() + peer.read()))
      }).listen(0, '127.0.0.1')
      await once(own, 'listening')
      const socket = connect(portOf(own), '127.0.0.1')
      socket.on('close', () => subject.read())
      socket.write('hello')
      const answer = await text(socket)
      own.close()
      await once(own, 'close')
      return answer
    },
  },
  {
    name: 'sends datagrams',
    async body() {
      const subject = new Subject()
      const [from, to] = [createSocket('udp4'), createSocket('udp4')]
      to.bind(0, '127.0.0.1')
      await once(to, 'listening')
      const received = once(to, 'message')
      from.send('hello', to.address().port, '127.0.0.1', () => subject.read())
      await received
      const closed = [once(from, 'close'), once(to, 'close')]
      from.close()
      to.close()
      await Promise.all(closed)
    },
  },
  { name: 'looks a name up', body: async () => Object.assign(new Subject(), await lookup('localhost')).name },
  {
    name: 'runs a child process',
    async body() {
      const subject = new Subject()
      const { stdout } = await promisify(execFile)(process.execPath, ['--version'])
      const child = spawn(process.execPath, ['-p', '1'], { stdio: ['ignore', 'pipe', 'ignore'] })
      child.on('exit', () => subject.read())
      await once(child, 'close')
      return stdout
    },
  },
  {
    name: 'kills a child process',
    async body() {
      const subject = new Subject()
      const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' })
      child.once('close', () => subject.read())
      child.kill()
      await once(child, 'close')
    },
  },
  {
    name: 'talks to a worker thread',
    async body() {
      const subject = new Subject()
      const worker = new Worker(WORKER, { eval: true })
      worker.on('message', () => subject.read())
      worker.postMessage({ subject: new Subject() })
      await once(worker, 'message')
      await worker.terminate()
    },
  },
  {
    name: 'sends messages through a channel',
    async body() {
      const subject = new Subject()
      const { port1, port2 } = new MessageChannel()
      port2.on('message', () => subject.read())
      const bytes = new ArrayBuffer(8)
      port1.postMessage({ subject, bytes }, [bytes])
      await once(port2, 'message')
      port1.close()
      await once(port2, 'close')
    },
  },
  {
    name: 'closes a port',
    target: MessagePort,
    async body() {
      noteMade(new MessageChannel().port1).close()
      await turn()
    },
  },
  {
    name: 'asks a database',
    target: StatementSync,
    body() {
      const database = new DatabaseSync(':memory:')
      noteMade(database.prepare('select 1')).get()
      database.close()
    },
  },
  {
    name: 'receives a message at once',
    async body() {
      const { port1, port2 } = new MessageChannel()
      port1.postMessage(new Subject())
      receiveMessageOnPort(port2)
      port1.close()
      // Node closes it in the next turn
      await turn()
    },
  },
  {
    name: 'broadcasts',
    async body() {
      const subject = new Subject()
      const [sender, receiver] = [new BroadcastChannel('soak'), new BroadcastChannel('soak')]
      const received = new Promise<void>((resolve) => {
        receiver.onmessage = () => resolve(void subject.read())
      })
      sender.postMessage('hello')
      await received
      sender.close()
      receiver.close()
    },
  },
  {
    name: 'compiles and calls WebAssembly that calls back',
    async body() {
      const subject = new Subject()
      // (module (import "m" "f" (func)) (start 0))
      const bytes = new Uint8Array([
        0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 2, 7, 1, 1, 109, 1, 102, 0, 0, 8, 1, 0,
      ])
      await WebAssembly.instantiate(bytes, { m: { f: () => void subject.read() } })
    },
  },
  {
    name: 'runs scripts and a context of its own',
    async body() {
      const subject = new Subject()
      new Script('1 + 1').runInThisContext()
      runInContext('subject.read()', createContext({ subject }))
      // the context is struck off V8's list in a turn of its own
      await turn()
    },
  },
  {
    name: 'serializes',
    body: () => (deserialize(serialize({ subject: new Subject() })) as { subject: Subject }).subject.name,
  },
  { name: 'inspects an instance', body: () => inspect(new Subject(), { depth: 5, showHidden: true }) },
  {
    name: 'logs an instance',
    body: () => console.log('logged by a clean body:', new Subject()),
  },
  {
    name: 'listens to the process and stops',
    async body() {
      const subject = new Subject()
      const listener = () => subject.read()
      process.on('exit', listener)
      process.once('SIGUSR2', listener)
      process.off('exit', listener)
      process.off('SIGUSR2', listener)
      // Node closes the signal's handle in the next turn
      await turn()
    },
  },
  {
    name: 'parses URLs and queries',
    body: () => Object.assign(new Subject(), { url: new URL('http://a.b/?c=d') }).url.searchParams.get('c'),
  },
]
