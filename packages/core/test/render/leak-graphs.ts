import type { LeakEdge, LeakGraph, LeakNode } from '../../src/explain/leak-graph.ts'
import { ObjectGraph } from '../../src/graph/object-graph.ts'
import type { PictureCaption } from '../../src/render/caption.ts'

type Words = Partial<LeakNode> & { readonly key: string }
type Arrow = LeakEdge & { readonly from: string; readonly to: string }

/** A leak graph; a box without words has its key for a label. */
export function leakGraph(boxes: readonly Words[], arrows: readonly Arrow[]): LeakGraph {
  return ObjectGraph.of<LeakNode, LeakEdge>(
    boxes.map(({ key, label = key, className = label, role = 'object', ...rest }) => ({
      key,
      label,
      className,
      role,
      ...rest,
    })),
    arrows,
  )
}

/** Arrows from one line: `a -items-> b -[0]-> c`; `!` before the words is the cut, and all are on the trace. */
export function trace(line: string): Arrow[] {
  const parts = line.split(/\s+-(.*?)->\s+/)
  return Array.from({ length: (parts.length - 1) / 2 }, (_, step) => {
    const words = parts[2 * step + 1]!
    return {
      from: parts[2 * step]!,
      to: parts[2 * step + 2]!,
      label: words.replace(/^!/, ''),
      onTrace: true,
      cut: words.startsWith('!'),
    }
  })
}

/** The first example: a worker that waits for its next job, and keeps the last one. */
export const worker = {
  graph: leakGraph(
    [
      {
        key: 'test',
        role: 'root',
        label: 'running test "keeps no computation"',
        place: 'src/worker.test.ts:18:1',
      },
      { key: 'queue', label: 'Queue', origin: 'before', shallowSize: 32, nodeId: 173001 },
      {
        key: 'resolve',
        label: 'resolve function of the promise that async function worker awaits',
        className: 'Function',
        shallowSize: 64,
        nodeId: 173555,
      },
      {
        key: 'worker',
        label: 'async function worker',
        className: 'AsyncFunction',
        place: 'src/worker.ts:3:1, suspended at src/worker.ts:5:17',
        origin: 'before',
        shallowSize: 152,
        nodeId: 173559,
      },
      {
        key: 'bound',
        label: 'bound function compute',
        className: 'Function',
        origin: 'body',
        shallowSize: 56,
        nodeId: 174019,
      },
      {
        key: 'computation',
        role: 'survivor',
        label: 'SomeComputation',
        preview: '{ value: 17 }',
        origin: 'body',
        shallowSize: 24,
        nodeId: 174021,
      },
    ],
    trace(
      'test -variable `jobs`-> queue -#waiters[0]-> resolve -resumes-> worker -!local variable `job`-> bound -bound this-> computation',
    ).map((arrow, step) => (step === 0 ? { ...arrow, place: 'src/worker.test.ts:14:7' } : arrow)),
  ),
  caption: { testName: 'keeps no computation', testFile: 'src/worker.test.ts' } satisfies PictureCaption,
}

/** Twelve sessions in a Map that was there before. */
export const cache = {
  graph: leakGraph(
    [
      { key: 'module', role: 'root', label: 'module src/session-cache.ts', place: 'src/session-cache.ts' },
      {
        key: 'cache',
        label: 'SessionCache',
        place: 'src/session-cache.ts:4:14',
        origin: 'before',
        shallowSize: 40,
      },
      { key: 'map', label: 'Map', preview: '12 entries', origin: 'before', shallowSize: 32 },
      { key: 'runner', label: 'Vitest module registry', className: 'ModuleRunner', role: 'framework' },
      ...Array.from({ length: 12 }, (_, n) => ({
        key: `s${n}`,
        role: 'survivor' as const,
        label: 'Session',
        preview: `{ id: ${n} }`,
        place: 'src/session.ts:1:8',
        origin: 'body' as const,
        shallowSize: 48,
        nodeId: 9000 + 2 * n,
      })),
    ],
    [
      ...trace('module -export `sessions`-> cache -#byId-> map -!entry "user-0"-> s0'),
      { from: 'runner', to: 'cache', label: 'exports' },
      ...Array.from({ length: 11 }, (_, n) => ({
        from: 'map',
        to: `s${n + 1}`,
        label: `entry "user-${n + 1}"`,
      })),
    ],
  ),
  caption: {
    testName: 'logs everyone out > after the last request',
    testFile: 'src/session-cache.test.ts',
  } satisfies PictureCaption,
}

/** Over eighty different objects that hold two survivors, and each other. */
export const crowd = {
  graph: leakGraph(
    [
      { key: 'root', role: 'root', label: 'module src/app.ts' },
      { key: 'timers', role: 'root', label: 'timers' },
      { key: 'app', label: 'Application', origin: 'before', place: 'src/app.ts:12:1' },
      { key: 'bus', label: 'EventEmitter', origin: 'before', place: 'src/bus.ts:3:14' },
      { key: 'listener', label: 'arrow function', place: 'src/view.ts:20:24', origin: 'body' },
      { key: 'timeout', label: 'Timeout (5000 ms)', className: 'Timeout', origin: 'body' },
      { key: 'view', role: 'survivor', label: 'View', place: 'src/view.ts:8:8', origin: 'body' },
      { key: 'model', role: 'survivor', label: 'Model', place: 'src/model.ts:2:8', origin: 'body' },
      ...Array.from({ length: 76 }, (_, n) => ({
        key: `o${n}`,
        label:
          `${['Part', 'Panel', 'Effect', 'Store'][n % 4]}${String.fromCharCode(65 + (n % 26))}${n}`.replace(
            /\d+$/,
            (d) => 'x'.repeat(Number(d) % 5),
          ) + (n > 25 ? String.fromCharCode(97 + Math.floor(n / 26)) : ''),
        role: n % 9 === 4 ? ('framework' as const) : ('object' as const),
        origin: n % 5 === 1 ? ('before' as const) : undefined,
      })),
    ],
    [
      ...trace(
        'root -variable `app`-> app -.bus-> bus -!listener of "change"-> listener -variable `this`-> view -.model-> model',
      ),
      ...trace('timers -pending-> timeout -callback-> listener'),
      { from: 'model', to: 'view', label: '.views[0]' },
      { from: 'view', to: 'view', label: '.self' },
      // each object holds one or two with lower numbers, the lowest hold the survivors
      ...Array.from({ length: 76 }, (_, n) => ({
        from: `o${n}`,
        to: n < 5 ? 'view' : n < 9 ? 'model' : `o${(n * 3) % 9}`,
        label: n % 3 ? `.part${n % 5}` : `[${n}]`,
      })),
      ...Array.from({ length: 12 }, (_, n) => ({ from: `o${60 + n}`, to: `o${9 + n}`, label: '.next' })),
      ...Array.from({ length: 6 }, (_, n) => ({ from: 'app', to: `o${70 + n}`, label: '.parts' })),
    ],
  ),
  caption: { testName: 'closes the window', testFile: 'src/app.test.ts' } satisfies PictureCaption,
}

const HOSTILE = [
  '"quotes" and \'quotes\'',
  '<script>alert(1)</script>',
  ']]> <![CDATA[ <b>bold</b> &amp; &lt; & &#x0;',
  '\\N \\G \\l \\" {a|b} <f0> %s ${x}',
  'nul \u0000 bell \u0007 esc \u001b[31m del \u007f c1 \u0085',
  'line\nbreak\ttab\r\u2028sep',
  'bidi \u202eevil\u202c \u2066isolate\u2069 \u200fmark',
  'lone \ud800 surrogate \ufffe \uffff',
  `z${'\u0300\u0301\u0302'.repeat(40)}algo`,
  `long ${'abcdefghij'.repeat(400)} end`,
  '漢字かな交じり文の名前のクラス名 עברית عربى हिन्दी ไทย 👨‍👩‍👧‍👦🏳️‍🌈🇩🇪',
  '',
] as const

/** Names nobody should give. */
export const hostile = {
  graph: leakGraph(
    [
      {
        key: 'root',
        role: 'root',
        label: 'module <script>alert("root")</script>',
        place: 'src/"><script>alert(2)</script>.ts:1:1',
      },
      ...HOSTILE.map((label, n) => ({
        key: `h${n}`,
        label,
        className: `Class${label}`,
        preview: n % 2 ? `{ name: ${label} }` : undefined,
        place: n % 3 ? undefined : `src/${label}.ts:1:1`,
      })),
      {
        key: 'end',
        role: 'survivor',
        label: 'Evil</text></svg><script>x</script>',
        className: '</title><script>y</script>',
      },
    ],
    // three chains, so that all of them have room
    HOSTILE.flatMap((label, n) => [
      { from: n < 3 ? 'root' : `h${n - 3}`, to: `h${n}`, label, onTrace: n % 3 === 0 },
      ...(n < HOSTILE.length - 3
        ? []
        : [{ from: `h${n}`, to: 'end', label: `${label} #${n}`, cut: n % 3 === 0, onTrace: n % 3 === 0 }]),
    ]),
  ),
  caption: {
    testName: 'it </text> breaks "]]>" \u202e out & <script>alert(3)</script>',
    testFile: '<b>.test.ts',
  } satisfies PictureCaption,
}
