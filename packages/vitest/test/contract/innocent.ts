import { once, EventEmitter } from 'node:events'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setImmediate as immediate, setTimeout as pause } from 'node:timers/promises'
import type { ContractCase } from './case.ts'
import { fails, passes } from './case.ts'

/** What the innocent bodies create. */
class Letter {
  read() {
    return 'words'
  }

  burn(): never {
    throw new Error('burnt')
  }
}

/** Is called with a letter of the body; what it does with it is no business of the body. */
type Post = (letter: Letter) => void

interface InnocentBody {
  readonly name: string
  readonly body: (post: Post) => unknown
}

function write(post: Post): Letter {
  const letter = new Letter()
  post(letter)
  return letter
}

const syncBodies: readonly InnocentBody[] = [
  {
    name: 'makes a WeakRef',
    body: (post) => {
      new WeakRef(write(post))
    },
  },
  {
    name: 'reads a WeakRef',
    body: (post) => {
      new WeakRef(write(post)).deref()?.read()
    },
  },
  {
    name: "leaves a resolved promise's callback pending",
    body: (post) => {
      const letter = write(post)
      void Promise.resolve().then(() => letter.read())
    },
  },
  {
    name: 'leaves a microtask pending',
    body: (post) => {
      const letter = write(post)
      queueMicrotask(() => letter.read())
    },
  },
  {
    name: 'logs the instance',
    body: (post) => {
      console.log(write(post))
    },
  },
  { name: 'returns the instance', body: (post) => write(post) },
  {
    name: 'catches an error thrown with the instance as this',
    body: (post) => {
      try {
        write(post).burn()
      } catch {
        // caught
      }
    },
  },
  {
    name: 'catches an error thrown with the instance in scope',
    body: (post) => {
      const letter = write(post)
      const fail = () => {
        throw new Error(letter.read(), { cause: letter })
      }
      try {
        fail()
      } catch {
        // caught
      }
    },
  },
  {
    name: 'drops an array of 10,000 instances',
    body: (post) =>
      Array.from({ length: 10_000 }, (_, index) => (index === 0 ? write(post) : new Letter())).length,
  },
]

const asyncBodies: readonly InnocentBody[] = [
  ...syncBodies.map(({ name, body }) => ({
    name: `${name}, before and after an await`,
    body: async (post: Post) => {
      body(post)
      await immediate()
      return body(() => {})
    },
  })),
  {
    name: 'awaits timers that finish',
    body: async (post) => {
      const letter = write(post)
      await new Promise<void>((resolve) => {
        const interval = setInterval(() => {
          letter.read()
          clearInterval(interval)
          resolve()
        }, 1)
      })
      await pause(1, letter)
    },
  },
  {
    name: 'leaves a timer that soon finishes',
    body: async (post) => {
      const letter = write(post)
      setTimeout(() => letter.read(), 1)
    },
  },
  {
    name: 'runs streams to their end',
    body: async (post) => {
      const swap = new Transform({
        objectMode: true,
        transform(letter: Letter, _encoding, callback) {
          letter.read()
          callback(null, new Letter())
        },
      })
      await pipeline(Readable.from([write(post), new Letter()]), swap, async (letters) => {
        for await (const letter of letters as AsyncIterable<Letter>) letter.read()
      })
    },
  },
  {
    name: 'gets an event once',
    body: async (post) => {
      const emitter = new EventEmitter()
      const letter = write(post)
      setTimeout(() => emitter.emit('delivered', letter), 1)
      await once(emitter, 'delivered')
    },
  },
  {
    name: 'catches a rejection',
    body: async (post) => {
      const letter = write(post)
      await Promise.reject(new Error('lost', { cause: letter })).catch(() => {})
      await Promise.all([pause(1), Promise.reject(letter)]).catch(() => {})
    },
  },
]

/** What is put here stays alive. */
const kept: Letter[] = []

const quiet = { artifacts: false }
const forget: Post = () => {}
const keep: Post = (letter) => {
  kept.push(letter)
}

const allSync = (post: Post) => syncBodies.map(({ body }) => body(post))
const allAsync = (post: Post) => Promise.all(asyncBodies.map(({ body }) => body(post)))

/** Bodies that leak nothing although something of the runner, of Node or of V8 might seem to hold on; each must pass, and again at once. */
export const innocent: readonly ContractCase[] = [
  ...syncBodies.map(({ name, body }) =>
    passes(`a sync body that ${name}`, (expect) => {
      expect(() => body(forget)).not.toLeak(Letter)
      expect(() => body(forget)).not.toLeak(Letter)
    }),
  ),
  ...asyncBodies.map(({ name, body }) =>
    passes(`an async body that ${name}`, async (expect) => {
      await expect(() => body(forget)).not.toLeak(Letter)
      await expect(() => body(forget)).not.toLeak(Letter)
    }),
  ),
]

/** The same bodies in one assertion, and proof that each of them would be seen if it kept what it creates. */
export const innocentTogether: readonly ContractCase[] = [
  passes('a body that does all of it', (expect) => {
    expect(() => allSync(forget)).not.toLeak(Letter)
    expect(() => allSync(forget)).not.toLeak(Letter)
  }),
  fails(
    'a body that does all of it and keeps a letter each time',
    new RegExp(`${syncBodies.length} instances of Letter are`),
    (expect) => {
      expect(() => allSync(keep)).not.toLeak(Letter, quiet)
    },
  ),
  passes('an async body that does all of it', async (expect) => {
    await expect(() => allAsync(forget)).not.toLeak(Letter)
    await expect(() => allAsync(forget)).not.toLeak(Letter)
  }),
  fails(
    'an async body that does all of it and keeps a letter each time',
    new RegExp(`${asyncBodies.length} instances of Letter are`),
    async (expect) => {
      await expect(() => allAsync(keep)).not.toLeak(Letter, quiet)
    },
  ),
]

/** The one that depends on the runner's console. */
export const innocentLog: readonly ContractCase[] = innocent.filter(({ name }) => name.includes('logs'))
