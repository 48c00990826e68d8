/**
 * The Node binaries that tests run on, from npm.
 *
 * `node scripts/nodes.ts [major …]` prints their paths, and fetches those that are not there yet into `.cache/nodes/`.
 */
import { join } from 'node:path'
import { installOnce } from './install-once.ts'
import { cache } from './repository.ts'
import { runOrThrow } from './run.ts'

/** Exact, because what holds an object in Node's own code changes with minor versions too: a newer one is tried in a change of its own. */
const VERSIONS = { 20: '20.20.2', 22: '22.23.5', 24: '24.21.0', 26: '26.12.1' } as const

export type NodeMajor = keyof typeof VERSIONS

/** The versions that toleak supports. */
export const MAJORS = Object.keys(VERSIONS).map(Number) as readonly NodeMajor[]

const fetched = new Map<NodeMajor, Promise<string>>()

/**
 * Absolute path of a Node binary: the running one if it is of this major version, else the one that is tested with.
 *
 * @throws Error if npm has none for this machine, or it does not run here
 */
export function nodeBinary(major: NodeMajor): Promise<string> {
  if (process.version.startsWith(`v${major}.`)) return Promise.resolve(process.execPath)
  const binary = fetched.get(major) ?? fetchOnce(major)
  fetched.set(major, binary)
  return binary
}

function fetchOnce(major: NodeMajor): Promise<string> {
  const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`
  return installOnce({
    folder: join(cache, 'nodes', VERSIONS[major]),
    spec: `${name}@${VERSIONS[major]}`,
    file: join('node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node'),
    check: (binary) => checkVersion(binary, major),
  })
}

async function checkVersion(binary: string, major: NodeMajor): Promise<void> {
  const { stdout } = await runOrThrow(binary, ['--version'])
  if (!stdout.startsWith(`v${major}.`))
    throw new Error(`Cannot use ${binary}: it says it is ${stdout.trim()}, expected Node ${major}.`)
}

if (import.meta.main) {
  const asked = process.argv.slice(2).map(Number)
  const unknown = asked.find((major) => !MAJORS.includes(major as NodeMajor))
  if (unknown !== undefined) throw new Error(`No Node ${unknown} here, expected one of ${MAJORS.join(', ')}.`)
  for (const major of asked.length > 0 ? (asked as NodeMajor[]) : MAJORS) console.log(await nodeBinary(major))
}
