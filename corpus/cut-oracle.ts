/**
 * Checks what toleak proposes to cut, on every case and on the whole heap, with code that shares nothing with its own: the snapshot is
 * read by JSON.parse and walked plainly. Without the references named, none of the leaked instances is reachable; and no smaller set of
 * references to what the body made does as much.
 *
 *     node corpus/cut-oracle.ts [kind | kind/name …]
 */
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { anchor } from '../packages/core/src/capture/anchor.ts'
import { withLiveFacts } from '../packages/core/src/capture/live-facts.ts'
import { takeSnapshot } from '../packages/core/src/capture/snapshot.ts'
import { markArrivals, markLiveInstances, rootsOf } from '../packages/core/src/check/live-instances.ts'
import { runBody } from '../packages/core/src/check/run-body.ts'
import { findAnchored, keptBeyondThisJob } from '../packages/core/src/check/survivors.ts'
import { explain } from '../packages/core/src/explain/explain.ts'
import { Heap } from '../packages/core/src/heap/heap.ts'
import { parseSnapshot } from '../packages/core/src/heapsnapshot/parse.ts'
import { caseFilesNamed } from './case-files.ts'
import type { LeakCase } from './leak-case.ts'
import { PlainHeap } from './plain-heap.ts'

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

const corpus = import.meta.dirname
const files = caseFilesNamed(process.argv.slice(2), corpus)

let right = 0
for (const { kind, name, file } of files) {
  const { leakCase } = (await import(join(corpus, file))) as { leakCase: LeakCase }
  const complaint = await checkCut(leakCase)
  if (complaint === undefined) right++
  else console.error(`${kind}/${name}: ${complaint}`)
}
console.log(`${right} of ${files.length} cuts are right, and none is larger than it must be`)
process.exit(right === files.length ? 0 : 1)

async function checkCut({ target, before, leaking, after }: LeakCase): Promise<string | undefined> {
  const prototypes = [target.prototype as object]
  await before?.()
  await settle()
  const baseline = markLiveInstances(prototypes)
  await runBody(leaking)
  await settle()
  const { instances, born } = markArrivals(prototypes, baseline)
  baseline.population = undefined
  const held = anchor({ objects: instances, functions: [leaking], born, roots: rootsOf(prototypes) })
  const chunks = [...takeSnapshot({ numericValues: true })].map((chunk) => Buffer.from(chunk))
  const whole = new Heap(parseSnapshot(chunks))
  const anchored = findAnchored(whole, held)
  const { heap, tree, kept } = keptBeyondThisJob(whole, anchored.objects)
  const { cuts, groups } = withLiveFacts((facts) =>
    explain(heap, kept, facts, {
      generations: 1,
      tree,
      redact: true,
      births: { born: [...anchored.born, ...kept], roots: anchored.roots },
      run: { projectRoot: corpus, body: anchored.functions[0] },
    }),
  )
  await after?.()

  const plain = new PlainHeap(JSON.parse(Buffer.concat(chunks).toString()) as never)
  const survivors = kept.map((node) => plain.nodeOfId(heap.id(node)))
  if (survivors.length !== 1) return `${survivors.length} instances leaked, expected 1`
  if (!plain.reaches(survivors, new Set())) return 'the instance is not reachable at all'
  if (cuts.length !== 1) return `${cuts.length} groups, expected 1`
  if (plain.reaches(survivors, cuts[0])) return `without ${groups[0].cut?.sentence} it is still reachable`
  const size = groups[0].cut?.references ?? 0
  // not by V8's ids: asking for the live instances ends a session, and V8 numbers all objects anew
  const references = plain.referencesTo(survivors, new Set([...anchored.born, ...kept]))
  const smaller = subsets(references, size - 1).find(
    (edges) => !plain.reaches(survivors, new Set(edges.flat())),
  )
  return smaller && `${smaller.length} references are enough, not ${size}: ${groups[0].cut?.sentence}`
}

/** Every set of `size` references. */
function subsets(references: readonly (readonly number[])[], size: number): (readonly number[])[][] {
  if (size <= 0) return []
  if (size === 1) return references.map((reference) => [reference])
  return references.flatMap((reference, index) =>
    subsets(references.slice(index + 1), size - 1).map((rest) => [reference, ...rest]),
  )
}

async function settle(): Promise<void> {
  for (let round = 0; round < 3; round++) {
    await pause(1)
    collectGarbage()
  }
}
