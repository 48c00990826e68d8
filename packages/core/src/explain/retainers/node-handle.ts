import { STRONG } from '../../heap/edge-strength.ts'
import type { Heap } from '../../heap/heap.ts'
import { NO_NODE } from '../../heap/node-index.ts'
import type { Retainer } from './retainer.ts'
import { ownEntry } from '../own-entry.ts'

/** What Node's event loop has open or is waiting for, by the name of the object that stands for it, and how it ends. */
const HANDLES: Readonly<Record<string, { words: string; end?: string }>> = {
  FSEvent: { words: 'open file watcher', end: 'watcher.close()' },
  FSReqCallback: { words: 'pending file operation' },
  GetAddrInfoReqWrap: { words: 'pending look-up of a host' },
  MessagePort: { words: 'open MessagePort', end: 'port.close()' },
  Pipe: { words: 'open pipe' },
  Process: { words: 'running child process' },
  Signal: { words: 'handler of a signal', end: 'process.off(signal, handler)' },
  StatWatcher: { words: 'watched file', end: 'unwatchFile(path)' },
  TCP: { words: 'open socket', end: 'socket.destroy()' },
  TCPConnectWrap: { words: 'pending connection', end: 'socket.destroy()' },
  TTY: { words: 'open terminal' },
  UDP: { words: 'open UDP socket', end: 'socket.close()' },
  Worker: { words: 'running worker', end: 'worker.terminate()' },
}

const LISTENING = { words: 'open server', end: 'server.close()' }

function handleOf(heap: Heap, node: number): { words: string; end?: string } | undefined {
  if (heap.typeName(node) !== 'object') return undefined
  return isListening(heap, node) ? LISTENING : ownEntry(HANDLES, heap.name(node))
}

/** A server remembers the address at which it listens. */
function isListening(heap: Heap, node: number): boolean {
  if (!/^(TCP|Pipe)$/.test(heap.name(node))) return false
  const owner = heap.follow(node, '<symbol owner_symbol>')
  return owner !== NO_NODE && heap.follow(owner, '_connectionKey') !== NO_NODE
}

/** Words for what Node's event loop keeps open by `node`; undefined if that is none of its objects. */
export function handleWords(heap: Heap, node: number): string | undefined {
  return handleOf(heap, node)?.words
}

/** V8's list of the objects that native code keeps. */
const GLOBAL_HANDLES = '(Global handles)'

/** The beginning of what is told of what is open. */
export const EVENT_LOOP = "Node's event loop"

/** Symbols and properties by which Node's own object for something open leads to the user's. */
const OWNER = /^(<symbol (owner_symbol|handle_onclose)>|owner|onexit|oncomplete)$/

/** The user's socket, server, watcher, worker or child process, alive because it is open; and Node's own object for it. */
export const nodeHandle: Retainer = {
  name: 'node handle',
  read(path, at) {
    const { heap } = path
    const isKeptByNode = heap.name(path.from(at)) === GLOBAL_HANDLES
    if (!isKeptByNode && !OWNER.test(String(path.label(at)))) return undefined
    const handle = handleOf(heap, isKeptByNode ? path.to(at) : path.from(at))
    if (!handle) return undefined
    return {
      edges: 1,
      words: handle.words,
      ...(isKeptByNode && { holder: EVENT_LOOP }),
      keeps: true,
      advice:
        handle.end === undefined
          ? undefined
          : [`It lives until the event loop's next turn after \`${handle.end}\`.`],
    }
  },
}

/** The references by which native code keeps objects: Node those for what is open, among others. */
export function* globalHandles(heap: Heap): Generator<number> {
  const roots = heap.follow(heap.root, 1)
  const { firstEdge, edgeTo } = heap.columns
  for (const list of roots === NO_NODE ? [heap.root] : [heap.root, roots])
    for (let edge = firstEdge[list]; edge < firstEdge[list + 1]; edge++) {
      const category = edgeTo[edge]
      if (heap.name(category) !== GLOBAL_HANDLES) continue
      for (let inner = firstEdge[category]; inner < firstEdge[category + 1]; inner++)
        if (heap.edgeStrength[inner] === STRONG && heap.typeName(edgeTo[inner]) === 'object') yield inner
    }
}
