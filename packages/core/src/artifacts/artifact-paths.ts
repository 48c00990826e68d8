import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { shortHash, slugOfPathPart, slugOfTest } from './slug.ts'

/** Whose artifacts they are. */
export interface ArtifactOwner {
  /** The project's root folder, absolute. */
  readonly root: string
  /** Absolute path or `file:` URL. */
  readonly testFile: string
  /** With the names of the suites around it. */
  readonly testName: string
  /** The runner's project, when the same file runs in several. */
  readonly project?: string
  /** How often the test had been tried before; 0 or undefined for the first try. */
  readonly retry?: number
}

/** Characters of a test file's folder below the report folder; a deeper one is shortened. */
const MAX_FOLDER = 140

/**
 * Where the artifacts of one failure go, below the report's folder, without their ending, with `/` on every system:
 * `src/worker.test.ts/keeps-no-computation-1`. The folders of the test file are those of the project, so two test files never share one; no
 * name leads out of the report folder. A further try has a dot, which no slug has: `keeps-no-computation-1.retry1`.
 *
 * @param ordinal which failure of this test, from 1
 */
export function artifactId(owner: ArtifactOwner, ordinal: number): string {
  const { testName, retry = 0 } = owner
  const name = `${slugOfTest(testName)}-${ordinal}${retry > 0 ? `.retry${retry}` : ''}`
  return [...folderOf(owner), name].join('/')
}

/** Absolute path of one of a failure's files. */
export function artifactPath(dir: string, id: string, file: string): string {
  return join(dir, `${id}.${file}`)
}

/** Path of a test file from the project's root, with `/` on every system. */
export function testFileFrom(root: string, testFile: string): string {
  return relative(root, absoluteOf(root, testFile)).split(sep).join('/')
}

function absoluteOf(root: string, testFile: string): string {
  return testFile.startsWith('file:') ? fileURLToPath(testFile) : resolve(root, testFile)
}

function folderOf({ root, testFile, project }: ArtifactOwner): string[] {
  const file = absoluteOf(root, testFile)
  const fromRoot = relative(root, file)
  const isOutside =
    fromRoot === '..' || fromRoot.startsWith(`..${sep}`) || isAbsolute(fromRoot) || fromRoot === ''
  const parts = isOutside
    ? [`outside-${shortHash(dirname(fromRoot))}`, slugOfPathPart(basename(file))]
    : fromRoot.split(sep).map(slugOfPathPart)
  const short =
    parts.join('/').length > MAX_FOLDER ? [`deep-${shortHash(dirname(fromRoot))}`, parts.at(-1)!] : parts
  return project === undefined || project === ''
    ? short
    : [...short.slice(0, -1), `${short.at(-1)}@${slugOfPathPart(project)}`]
}
