import { describe, expect, it } from 'vitest'
import { renderMermaid } from '../../src/render/mermaid.ts'
import { cache, crowd, hostile, leakGraph, trace, worker } from './leak-graphs.ts'
import { shuffled } from './shuffled.ts'

/** Text in which nothing means anything to Mermaid, to HTML or to Markdown. */
const TEXT = String.raw`(?:[\p{L}\p{M}\p{N} ,/✂×…⧵\u200c\u200d]|#\d+;|(?<=\p{L})[.-](?=\p{L})|(?<=[\p{L}\p{N}]):(?=\d)|<br/>)*`
const LINE = new RegExp(
  [
    'flowchart TD',
    String.raw`  b\d+(\[|\(\[)"${TEXT}"(\]|\]\)):::\w+`,
    String.raw`  note\["${TEXT}"\]:::note`,
    String.raw`  b\d+ (-->|==>|-\.->)(\|"${TEXT}"\|)? b\d+`,
    String.raw`  linkStyle \d+(,\d+)* [\w:#,-]+`,
    String.raw`  classDef \w+ [\w:#, -]+`,
  ]
    .map((form) => `(?:${form})`)
    .join('|')
    .replace(/^/, '^(?:')
    .concat(')$'),
  'u',
)

/** A label as Mermaid shows it. */
function shown(text: string): string {
  return text.replace(/#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
}

describe('renderMermaid', () => {
  it('draws the first example', () => {
    expect(renderMermaid(worker.graph)).toBe(`flowchart TD
  b0(["GC root#58; running test #34;keeps no computation#34;<br/>src/worker.test.ts:18:1"]):::root
  b1["Queue"]:::before
  b2["resolve function of the promise that async function worker awaits"]:::object
  b3["async function worker<br/>src/worker.ts:3:1, suspended at src/worker.ts:5:17"]:::before
  b4["bound function compute"]:::body
  b5["SomeComputation<br/>#123; value#58; 17 #125;"]:::survivor
  b0 -->|"variable #96;jobs#96;"| b1
  b1 -->|"#35;waiters#91;0#93;"| b2
  b2 -->|"resumes"| b3
  b3 ==>|"✂ cut here<br/>local variable #96;job#96;"| b4
  b4 -->|"bound this"| b5
  linkStyle 3 stroke:#d9480f,stroke-width:4px
  classDef root fill:#ffffff,stroke:#4a5361,stroke-width:2px,color:#1d232c
  classDef object fill:#ffffff,stroke:#8d97a5,color:#1d232c
  classDef before fill:#eaedf1,stroke:#b3bbc6,color:#1d232c
  classDef body fill:#fff1ef,stroke:#e08b86,color:#1d232c
  classDef survivor fill:#cf222e,stroke:#cf222e,color:#ffffff
`)
  })

  it('folds equal objects, and sums up what tells them apart', () => {
    expect(shown(renderMermaid(cache.graph))).toContain(
      '["Session × 12<br/>{ id: 0…11 }<br/>src/session.ts:1:8"]',
    )
  })

  it('stays small, and says what it leaves out', () => {
    const text = renderMermaid(crowd.graph)
    const boxes = text.match(/^ {2}b\d+[[(]/gm)!
    expect(boxes.length).toBeLessThanOrEqual(20)
    expect(text).toContain(`note["${crowd.graph.size - boxes.length} more objects are not shown"]:::note`)
    expect(text).toContain('==>')
    const long = leakGraph(
      Array.from({ length: 60 }, (_, n) => ({
        key: `n${n}`,
        label: `Node${String.fromCodePoint(0x4e00 + n)}`,
        role: n === 59 ? 'survivor' : n === 0 ? 'root' : 'object',
      })),
      trace(Array.from({ length: 60 }, (_, n) => `n${n}`).join(' -.next-> ')),
    )
    expect(renderMermaid(long)).toContain('-.->|"… 54 in between …"| ')
  })

  it('is the same for other keys, ids and orders', () => {
    for (const { graph } of [worker, cache, crowd, hostile])
      expect(renderMermaid(shuffled(graph, 3))).toBe(renderMermaid(graph))
  })

  it('lets no text of the user be anything but text', () => {
    const labels = [
      ...['"]:::survivor', '%% comment', 'click b0 call alert(1)', '~~~', '[link](http://x)', '$$x^2$$'],
      ...['1. list', '- list', '# heading', '`code`', '**bold** _it_', 'end', 'a;b#c', '#quot;', '&quot;'],
      ...['fa:fa-car', '<b>x</b>', 'subgraph x', 'line\nbreak', '|pipe|', '"', 'direction LR'],
    ]
    const nasty = leakGraph(
      labels
        .slice(0, 18)
        .map((label, n) => ({ key: `k${n}`, label, role: n === 17 ? 'survivor' : 'object' })),
      labels.map((label, n) => ({ from: `k${n % 18}`, to: 'k17', label, onTrace: true })),
    )
    for (const graph of [nasty, hostile.graph, crowd.graph, leakGraph([], [])])
      for (const line of renderMermaid(graph).trimEnd().split('\n')) expect(line).toMatch(LINE)
    for (const label of ['"]:::survivor', '1. list', '<b>x</b>', '[link](http://x)', 'fa:fa-car'])
      expect(shown(renderMermaid(nasty))).toContain(label)
  })

  it('never writes what Mermaid would take for a line break', () => {
    const graph = leakGraph([{ key: 's', role: 'survivor', label: 'C:\\new\nline' }], [])
    expect(renderMermaid(graph)).toContain('C#58;⧵new⧵nline')
  })

  it('says that nothing is alive', () => {
    expect(renderMermaid(leakGraph([], []))).toContain('note["nothing is still alive"]:::note')
  })
})
