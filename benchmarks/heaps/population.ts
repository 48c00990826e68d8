/** Objects like those of a server or an application under test, as many as are asked for, the same in each process. */

/** JS objects that one unit of the population is made of; what V8 keeps for them is not counted. */
export const OBJECTS_PER_UNIT = 40.5

/** Nodes that one unit is in a snapshot of Node 24. */
export const NODES_PER_UNIT = 60.5

/** Nodes of a process without any. */
export const NODES_WITHOUT_UNITS = 62_000

/** What the benchmarks look for: the one instance of it is held in many ways. */
export class BenchmarkTarget {
  /** By which the instance is told from its prototype, which has the same name in a snapshot. */
  readonly mark = { target: true }
}

/** Numbers in [0, 1), always the same ones (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let hash = Math.imul(state ^ (state >>> 15), 1 | state)
    hash = (hash + Math.imul(hash ^ (hash >>> 7), 61 | hash)) ^ hash
    return ((hash ^ (hash >>> 14)) >>> 0) / 2 ** 32
  }
}

class Account {
  readonly name: string
  readonly address: { street: string; city: string }
  readonly friends: Account[]

  constructor(name: string, address: { street: string; city: string }, friends: Account[]) {
    this.name = name
    this.address = address
    this.friends = friends
  }
}

class TreeNode {
  readonly label: string
  readonly children: TreeNode[]

  constructor(label: string, children: TreeNode[]) {
    this.label = label
    this.children = children
  }
}

class ListItem {
  previous: ListItem | undefined
  readonly next: ListItem | undefined
  readonly payload: readonly number[]

  constructor(payload: readonly number[], next: ListItem | undefined) {
    this.payload = payload
    this.next = next
    if (next) next.previous = this
  }
}

class Session {
  readonly settings = new Map<string, unknown>()
  readonly rights = new Set<object>()
  readonly listeners: (() => unknown)[] = []
  readonly account: Account
  readonly tree: TreeNode
  readonly history: ListItem | undefined
  /** Waits for ever. */
  pending: Promise<unknown> | undefined
  /** Stands at its first `yield`. */
  suspended: Iterator<unknown> | undefined

  constructor(account: Account, tree: TreeNode, history: ListItem | undefined) {
    this.account = account
    this.tree = tree
    this.history = history
  }
}

/** Everything that lives. */
export class Population {
  readonly #random: () => number
  readonly #sessions: Session[] = []
  readonly #cache = new Map<string, object>()
  readonly #metadata = new WeakMap<object, object>()
  readonly #bus = new Map<string, (() => unknown)[]>()
  readonly #buffers: ArrayBufferView[] = []
  readonly #target = new BenchmarkTarget()
  #made = 0

  constructor(seed = 1) {
    this.#random = seededRandom(seed)
  }

  /** How many units live. */
  get units(): number {
    return this.#sessions.length
  }

  /** Adds units, each made of about OBJECTS_PER_UNIT objects. */
  grow(units: number): void {
    for (let unit = 0; unit < units; unit++) this.#addUnit(this.#made++)
  }

  /** Lets the oldest sessions go, if nothing else keeps them. */
  shrink(units: number): void {
    this.#sessions.splice(0, units)
  }

  #addUnit(number: number): void {
    const account = new Account(
      `account ${number}`,
      { street: `street ${number % 1000}`, city: `city ${number % 100}` },
      this.#someOf(this.#sessions, 3).map((session) => session.account),
    )
    const session = new Session(account, this.#tree(3), this.#list(5))
    this.#sessions.push(session)

    session.settings.set('locale', { language: 'en', region: number % 7 })
    session.settings.set('since', new Date(number))
    session.settings.set('pattern', /^[a-z]+$/)
    for (const friend of account.friends) session.rights.add(friend)
    this.#metadata.set(account, { seen: [number] })

    // closures that share a scope, held by their session and by a bus
    let calls = 0
    const count = () => ++calls
    const show = () => `${account.name} ${calls}`
    session.listeners.push(count, show)
    this.#listenersOf(`topic ${number % 64}`).push(show)

    session.pending = new Promise(() => {}).then(count)
    session.suspended = suspend(session)
    if (number % 4 === 0) this.#buffers.push(new Uint8Array(16), new Float64Array([number, this.#random()]))
    if (number % 2 === 0)
      this.#cache.set(`/account/${number}`, { account, body: { items: [number], number } })
    if (number % 100 === 0) session.settings.set('target', { held: this.#target })
  }

  #listenersOf(topic: string): (() => unknown)[] {
    const listeners = this.#bus.get(topic) ?? []
    this.#bus.set(topic, listeners)
    return listeners
  }

  #tree(depth: number): TreeNode {
    const children = depth === 0 ? [] : [this.#tree(depth - 1), ...(depth === 3 ? [this.#tree(0)] : [])]
    return new TreeNode(depth === 0 ? 'leaf' : 'branch', children)
  }

  #list(length: number): ListItem | undefined {
    let item: ListItem | undefined
    for (let index = 0; index < length; index++) item = new ListItem([index, length], item)
    return item
  }

  #someOf<Member>(members: readonly Member[], count: number): Member[] {
    if (members.length === 0) return []
    return Array.from({ length: count }, () => members[Math.floor(this.#random() * members.length)])
  }
}

function suspend(session: Session): Iterator<unknown> {
  const suspended = remembering(session)
  suspended.next()
  return suspended
}

function* remembering(session: Session): Generator<unknown> {
  const remembered = [session]
  yield session.account
  yield remembered
}
