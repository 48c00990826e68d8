import { EventEmitter } from 'node:events'

/** Something that leaks. */
export interface LeakingProgram {
  readonly target: abstract new (...args: never[]) => object
  readonly leak: () => unknown
  /** Lets go of what `leak` left behind. */
  readonly end?: () => void
}

class Widget {
  ticks = 0
}
const clock = new EventEmitter()
const eventEmitter: LeakingProgram = {
  target: Widget,
  leak() {
    const widget = new Widget()
    clock.on('tick', function onTick() {
      widget.ticks++
    })
  },
}

class Download {
  readonly url = 'https://example.org/file'
}
const network = new EventTarget()
const eventTarget: LeakingProgram = {
  target: Download,
  leak() {
    const download = new Download()
    network.addEventListener('online', function retry() {
      void download.url
    })
  },
}

class Poller {
  polls = 0
}
let timer: NodeJS.Timeout | undefined
const interval: LeakingProgram = {
  target: Poller,
  leak() {
    const poller = new Poller()
    timer = setInterval(function poll() {
      poller.polls++
    }, 60_000)
  },
  end: () => clearInterval(timer),
}

class Session {
  readonly user = 'ada'
  readonly id: number
  constructor(id: number) {
    this.id = id
  }
}
class SessionCache {
  readonly #byUser = new Map<string, Session>()
  add(user: string, session: Session): void {
    this.#byUser.set(user, session)
  }
}
const sessions = new SessionCache()
const twelveInMap: LeakingProgram = {
  target: Session,
  leak() {
    for (let id = 0; id < 12; id++) sessions.add(`user-${id}`, new Session(id))
  },
}

class Report {
  readonly pages = 3
}
const counters: (() => number)[] = []
const closure: LeakingProgram = {
  target: Report,
  leak() {
    const report = new Report()
    counters.push(function nextCount() {
      return report.pages
    })
  },
}

class SomeComputation {
  readonly value: number
  constructor(value: number) {
    this.value = value
  }
  compute(): number {
    return this.value ** 2
  }
}
class Queue {
  readonly #waiters: ((job: () => number) => void)[] = []
  next(): Promise<() => number> {
    return new Promise((resolve) => this.#waiters.push(resolve))
  }
  put(job: () => number): void {
    this.#waiters.shift()?.(job)
  }
}
const jobs = new Queue()
let sum = 0
async function worker(): Promise<void> {
  for (;;) {
    const job = await jobs.next()
    sum += job()
  }
}
const suspendedWorker: LeakingProgram = {
  target: SomeComputation,
  async leak() {
    void worker()
    const computation = new SomeComputation(17)
    jobs.put(computation.compute.bind(computation))
    await Promise.resolve()
    if (sum < 0) throw new Error('the worker did not work')
  },
}

class Dialog {
  open = true
}
let answer: ((yes: boolean) => void) | undefined
const pendingPromise: LeakingProgram = {
  target: Dialog,
  async leak() {
    const dialog = new Dialog()
    void new Promise<boolean>((resolve) => {
      answer = resolve
    }).then(function close() {
      dialog.open = false
    })
    await Promise.resolve(answer)
  },
}

class Visit {
  readonly minutes = 5
}
const guest = { name: 'ada' }
const lastVisit = new WeakMap<object, Visit>()
const weakMap: LeakingProgram = {
  target: Visit,
  leak: () => void lastVisit.set(guest, new Visit()),
}

class Chapter {
  next: Chapter | undefined
  text: Text | undefined
}
class Text {
  readonly length = 4096
}
const book = new Chapter()
const longList: LeakingProgram = {
  target: Text,
  leak() {
    let last = book
    for (let chapter = 0; chapter < 40; chapter++) last = last.next = new Chapter()
    last.text = new Text()
  },
}

class Edit {
  readonly line: number
  constructor(line: number) {
    this.line = line
  }
}
const undoStack: Edit[] = []
const bus = new EventEmitter()
const drafts = new Map<Edit, { saved: boolean }>()
const threeWays: LeakingProgram = {
  target: Edit,
  leak() {
    undoStack.push(new Edit(1), new Edit(2))
    drafts.set(new Edit(3), { saved: false })
    const edit = new Edit(4)
    bus.on('save', () => edit.line)
  },
}

/** Ten natural programs, and how each leaks. */
export const LEAKING_PROGRAMS: Readonly<Record<string, LeakingProgram>> = {
  'event-emitter': eventEmitter,
  'event-target': eventTarget,
  interval,
  'twelve-in-map': twelveInMap,
  closure,
  'suspended-worker': suspendedWorker,
  'pending-promise': pendingPromise,
  'weak-map': weakMap,
  'long-list': longList,
  'three-ways': threeWays,
}
