import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { shortHash, slugOfPathPart, slugOfTest } from './slug.ts'

/** Whose artifacts they are. */
export interface ArtifactOwner {
  /** The report folder, absolute or relative to `root`. */
  readonly dir: string
  /** The project's root folder, absolute. */
  readonly root: string
  /** Absolute path or `file:` URL. */
  readonly testFile: string
  /** With the names of the suites around it. */
  readonly testName: string
  /** The runner's project, when the same file runs in several. */
  readonly project?: string
  /** Which failure of this test, from 1; when not given, counted in this process. */
  readonly ordinal?: number
}

/** Where the artifacts of one failure go. Absolute paths that differ in their extension only. */
export interface ArtifactPaths {
  readonly svg: string
  readonly json: string
  readonly heapSnapshot: string
}

/** Characters of a test file's folder below the report folder; a deeper one is shortened. */
const MAX_FOLDER = 140

/** key: path without number, value: how often it was asked for */
const failuresByPath = new Map<string, number>()

/**
 * Where the artifacts of one failure go: `toleak-report/src/worker.test.ts/keeps-no-computation-1.svg`. The folders of the test file
 * are those of the project, so two test files never share one; no name leads out of the report folder.
 */
export function artifactPaths(owner: ArtifactOwner): ArtifactPaths {
  const { dir, root, testName, ordinal } = owner
  const folder = join(resolve(root, dir), ...folderOf(owner))
  const path = join(folder, slugOfTest(testName))
  const number = ordinal ?? (failuresByPath.get(path) ?? 0) + 1
  // names that differ in case or punctuation only are counted together
  if (ordinal === undefined) failuresByPath.set(path, number)
  return {
    svg: `${path}-${number}.svg`,
    json: `${path}-${number}.json`,
    heapSnapshot: `${path}-${number}.heapsnapshot`,
  }
}

function folderOf({ root, testFile, project }: ArtifactOwner): string[] {
  const file = testFile.startsWith('file:') ? fileURLToPath(testFile) : resolve(root, testFile)
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
