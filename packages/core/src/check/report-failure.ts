import { resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import { attachToAllure } from '../artifacts/allure.ts'
import { artifactPath } from '../artifacts/artifact-paths.ts'
import type { FailureFile, ReportedFailure } from '../artifacts/manifest.ts'
import { runName } from '../artifacts/run-name.ts'
import { addFailure } from '../artifacts/report-folder.ts'
import { cannotWrite, writeArtifacts } from '../artifacts/write-artifacts.ts'
import { takeSnapshot } from '../capture/snapshot.ts'
import { cutPlace } from '../explain/cut-place.ts'
import { shownPath } from '../explain/shown-place.ts'
import { withholdTexts } from '../heapsnapshot/withhold-texts.ts'
import type { FailureData, TestHost } from './assertion-host.ts'
import type { LeakReport } from './leak-report.ts'
import type { LeakSettings } from './options.ts'
import { beginTestFile, changedReport } from './test-file-report.ts'

/** What is to be reported. */
export interface FailureFacts {
  /** As the user wrote it. */
  readonly assertion: string
  readonly report: LeakReport
  /** Sentences beside the report's own. */
  readonly more: readonly string[]
  readonly artifacts: LeakSettings['artifacts']
  readonly host: TestHost
}

/** What became of it. */
export interface FailureOutcome extends Pick<FailureData, 'svg' | 'listed'> {
  /** Sentences for below the message: where the picture is, and what could not be written. */
  readonly notes: readonly string[]
}

/** Lists a failure in the report's manifest and writes its files. Throws nothing: a full disk must not replace the failure. */
export function reportFailure({ assertion, report, more, artifacts, host }: FailureFacts): FailureOutcome {
  if (artifacts === false) return { notes: [] }
  const { projectRoot: root, testName = report.target, testFile = 'no-test-file' } = report
  const folder = resolve(root, artifacts.dir)
  const file = { folder, root, testFile, project: host.project }
  const endings: FailureFile[] = [
    'svg',
    'json',
    ...(artifacts.heapSnapshot ? ['heapsnapshot.gz' as const] : []),
  ]
  const { headline, notes } = report.toSentences()
  let listed: ReportedFailure
  try {
    const session = beginTestFile(file)
    listed = addFailure(
      folder,
      { ...file, testName, retry: host.retry },
      { ...summaryOf(report), headline, assertion, files: endings, run: runName(), session },
    )
  } catch (error) {
    return { notes: [cannotWrite(folder, error).message] }
  }
  const json = () =>
    JSON.stringify(
      {
        ...report.toJSON(),
        headline,
        notes: [...notes, ...more],
        text: report.toText(),
        mermaid: report.toMermaid(),
      },
      undefined,
      2,
    )
  const contents: Record<FailureFile, () => string | Uint8Array> = {
    svg: () => report.toSvgSync(),
    json,
    'heapsnapshot.gz': () => gzippedSnapshot(artifacts.redact),
  }
  const paths = endings.map((ending) => artifactPath(folder, listed.id, ending))
  const { written, problems } = writeArtifacts(
    endings.map((ending, index) => ({ path: paths[index], content: contents[ending] })),
  )
  changedReport(file)
  host.onReported?.({ folder, id: listed.id })
  const svg = written.find((path) => path === paths[0])
  const messages = problems.map(({ message }) => message)
  if (svg === undefined) return { notes: messages, listed: { folder, id: listed.id } }
  const attached = attachToAllure(headline, svg)
  host.onPicture?.({ path: svg, title: headline, attached })
  return {
    svg,
    listed: { folder, id: listed.id },
    notes: [`Ancestors graph: ${shownPath(svg, process.cwd())}`, ...messages],
  }
}

function gzippedSnapshot(redact: boolean): Uint8Array {
  const whole = Buffer.concat([...takeSnapshot()])
  return gzipSync(redact ? Buffer.concat([...withholdTexts(whole)]) : whole)
}

/** What of the report the manifest tells. */
function summaryOf({
  target,
  groups,
  projectRoot,
}: LeakReport): Pick<ReportedFailure, 'target' | 'cut' | 'place'> {
  const [first] = groups
  const place = first && cutPlace(first)
  return {
    target,
    cut: first?.cut?.sentence,
    place: place && { ...place, file: shownPath(place.file, projectRoot) },
  }
}
