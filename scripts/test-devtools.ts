/**
 * Compares the figures of every node (shallow size, distance, dominator, retained size) with those of Chrome DevTools' own code, on
 * snapshots by Node 20, 22, 24 and 26 and of a page in Chromium. Prints by which of DevTools' rules they differ from our exact ones:
 * the figures of docs/heap-semantics.md.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeChromiumSnapshot } from './chromium-heap.ts'
import { MAJORS, nodeBinary } from './nodes.ts'
import { root } from './repository.ts'
import { runTests } from './runners.ts'
import { countOf, summaryOf } from './test-results.ts'
import { twoAtOnce } from './two-at-once.ts'

const PAGE = `<!doctype html><title>page</title>
<main><ul id="list"></ul><form><input name="a"><button>b</button></form><canvas></canvas><svg><g></g></svg></main>
<iframe srcdoc="<p>framed</p><script>globalThis.table = new WeakMap([[document.body, { framed: true }]])</script>"></iframe>
<iframe srcdoc="<p>to be removed</p>"></iframe>`

/** Detached nodes, listeners, frames alive and removed, collections, weak things, observers, timers. */
async function fillPage(): Promise<void> {
  // no types of the DOM here
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  const page = globalThis as any
  const { document } = page
  const kept: unknown[] = (page.kept = [])
  const list = document.getElementById('list')
  const byElement = new WeakMap<object, unknown>()
  const byWindow = new WeakMap<object, unknown>([
    [page, { of: page }],
    [document, { of: document }],
  ])
  kept.push(byElement, byWindow, new WeakSet([document.body]))
  for (let index = 0; index < 3000; index++) {
    const item = document.createElement('li')
    item.append(`item ${index}`)
    item.addEventListener('click', () => item.textContent + index)
    list.append(item)
    byElement.set(item, { item, index, list: [index] })
  }
  // detached: a few trees of which one node is kept, a tree that only its listener keeps, one kept by a WeakMap value
  for (let index = 0; index < 300; index++) {
    const tree = document.createElement('section')
    tree.innerHTML = `<div><span>${index}</span><b title="t${index}">bold</b></div>`
    if (index % 3 === 0) kept.push(tree.querySelector('b'))
    else if (index % 3 === 1) tree.firstChild.addEventListener('click', () => tree)
    else byElement.set(list.children[index], tree)
  }
  for (const item of [...list.children].slice(0, 500)) {
    item.remove()
    kept.push(item)
  }
  const [, removed] = document.querySelectorAll('iframe')
  kept.push(removed.contentWindow, removed.contentDocument)
  removed.remove()
  kept.push(
    new page['MutationObserver'](() => list),
    new page['AbortController'](),
    new page['URL']('http://a.b/c'),
  )
  kept.push(new Map(kept.map((value, index) => [index, value])), new Set(['x']), new Proxy({}, {}))
  kept.push(new WeakRef(list), page['matchMedia']('(min-width: 1px)'), document.createRange())
  page.setTimeout(() => kept, 1e6)
  await new Promise((resolve) => page.setTimeout(resolve, 100))
}

const folder = mkdtempSync(join(tmpdir(), 'toleak-chromium-'))
try {
  const file = join(folder, 'chromium.heapsnapshot')
  await writeChromiumSnapshot(file, PAGE, `(${fillPage.toString()})()`)
  const nodes = await twoAtOnce(MAJORS.map((major) => () => nodeBinary(major)))
  const { exitCode, results, output } = await runTests({
    runner: 'vitest',
    node: await nodeBinary(24),
    installedIn: root,
    args: ['--project', 'core', 'packages/core/test/heap/devtools.test.ts'],
    env: { TOLEAK_NODES: nodes.join(','), TOLEAK_SNAPSHOTS: file, TOLEAK_TABLE: '1' },
  })
  console.log(output)
  const ok = exitCode === 0 && countOf(results, 'passed') > 4 * (MAJORS.length + 1)
  console.log(`DevTools comparison  ${ok ? 'ok' : 'FAILED'}  ${summaryOf(results)}`)
  if (!ok) process.exitCode = 1
} finally {
  rmSync(folder, { recursive: true })
}
