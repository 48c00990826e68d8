import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { MAJORS, nodeBinary } from './nodes.ts'
import { npmOrThrow, run } from './run.ts'

/** A program that holds a session, looks at itself and writes a snapshot; a leak of known cause. */
const PROGRAM = `
class Session {}
globalThis.cache = { last: new Session() }
const graph = snapshot()
const [session] = graph.instancesOf(Session)
if (graph.objectOf(session) !== cache.last) throw new Error('objectOf gave another object')
console.log(graph.ancestors(session, { generations: 1 }).edges()[0].label)
graph.close()
require('node:v8').writeHeapSnapshot('heap.heapsnapshot')
`

const PROGRAMS = {
  'program.cjs': `const { snapshot } = require('@toleak/core')\n${PROGRAM}`,
  'program.mjs': `import { createRequire } from 'node:module'\nimport { snapshot } from '@toleak/core'\nconst require = createRequire(import.meta.url)\n${PROGRAM}`,
}

/**
 * Installs the command line as npm would publish it and explains what a program keeps, on every Node, the program using core as an
 * ES module and as CommonJS.
 *
 * @param tarballs of core and of the command line
 * @returns what is wrong, a sentence each
 */
export async function checkCommand(
  project: string,
  tarballs: { readonly core: string; readonly cli: string },
): Promise<string[]> {
  mkdirSync(project, { recursive: true })
  const dependencies = { '@toleak/core': `file:${tarballs.core}`, toleak: `file:${tarballs.cli}` }
  writeFileSync(join(project, 'package.json'), JSON.stringify({ private: true, dependencies }))
  for (const [name, text] of Object.entries(PROGRAMS)) writeFileSync(join(project, name), text)
  await npmOrThrow(['install', '--no-audit', '--no-fund'], { cwd: project })

  const complaints: string[] = []
  const expectIn = (
    what: string,
    { exitCode, output }: { exitCode: number | null; output: string },
    text: string,
  ) => {
    if (exitCode !== 0 || !output.includes(text))
      complaints.push(`${what}: exit code ${exitCode}, expected 0 and ${JSON.stringify(text)} in:\n${output}`)
  }
  for (const major of MAJORS) {
    const node = await nodeBinary(major)
    for (const program of Object.keys(PROGRAMS))
      expectIn(`${program} on Node ${major}`, await run(node, [program], { cwd: project }), '.last')
    const command = join('node_modules', '.bin', 'toleak')
    const explained = await run(node, [command, 'explain', 'heap.heapsnapshot', 'Session'], { cwd: project })
    expectIn(`toleak explain on Node ${major}`, explained, 'GC root: globalThis')
    expectIn(`toleak explain on Node ${major}`, explained, '.last')
  }
  return complaints
}
