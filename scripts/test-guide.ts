/**
 * Follows docs/guide.md in Node's REPL, on every Node that toleak supports, and compares what it prints and the pictures it writes with
 * what the page shows. The packages have to be built.
 *
 * `node scripts/test-guide.ts --write` puts what Node 24 prints and draws on the page instead.
 */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { GuideStep } from './guide-page.ts'
import { comparable, picturesOf, programsOf, stepsOf, withOutputs } from './guide-page.ts'
import type { NodeMajor } from './nodes.ts'
import { MAJORS, nodeBinary } from './nodes.ts'
import { Repl } from './repl.ts'
import { cache, root } from './repository.ts'
import { twoAtOnce } from './two-at-once.ts'

const PAGE = join(root, 'docs/guide.md')
const PROGRAMS = join(root, 'docs/guide')

/** `computations.svg` of a session is the page's `images/guide-computations.svg`. */
const PICTURES = join(dirname(PAGE), 'images')
const pictureOf = (file: string): string => join(PICTURES, `guide-${file}`)

const page = readFileSync(PAGE, 'utf8')
const steps = stepsOf(page)

if (process.argv.includes('--write')) await writePage()
else await checkPage()

/** What a session printed, by step, and the folder with the files that it wrote. */
interface Session {
  readonly outputs: readonly string[]
  readonly folder: string
}

async function checkPage(): Promise<void> {
  const onNodes = await twoAtOnce(MAJORS.map((major) => () => checkOn(major)))
  const complaints = [...programsDiffer(), ...onNodes.flat()]
  if (complaints.length === 0) return
  console.error(['', 'docs/guide.md does not show what happens:', ...complaints].join('\n\n'))
  process.exitCode = 1
}

async function checkOn(major: NodeMajor): Promise<string[]> {
  const start = performance.now()
  const session = await follow(major)
  const complaints = [
    ...steps.flatMap((step, index) => complaintOf(step, session.outputs[index])),
    ...picturesDiffer(session),
  ]
  const seconds = ((performance.now() - start) / 1000).toFixed(1)
  console.log(
    `Node ${major}  ${complaints.length === 0 ? 'ok    ' : 'FAILED'}  ${seconds.padStart(5)} s  ${steps.length} steps`,
  )
  return complaints.map((complaint) => `Node ${major}: ${complaint}`)
}

/** Types all steps in a folder of their own, so that nothing is left beside the page's programs. */
async function follow(major: NodeMajor): Promise<Session> {
  const folder = join(cache, 'guide', String(major))
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(dirname(folder), { recursive: true })
  cpSync(PROGRAMS, folder, { recursive: true })
  const repl = await Repl.start(await nodeBinary(major), folder)
  try {
    const outputs: string[] = []
    for (const { input } of steps) outputs.push(await repl.type(input))
    return { outputs, folder }
  } finally {
    repl.close()
  }
}

function complaintOf({ input, output, firstLine }: GuideStep, printed: string): string[] {
  if (comparable(printed) === comparable(output)) return []
  return [
    `line ${firstLine + 1}, after\n> ${input.join('\n| ')}\nit prints\n${printed}\nbut the page shows\n${output}`,
  ]
}

/** Every picture that the session wrote is the page's, and the page has no other. */
function picturesDiffer({ folder }: Session): string[] {
  const written = readdirSync(folder).filter((file) => file.endsWith('.svg'))
  const shown = picturesOf(page).map((path) => join(dirname(PAGE), path))
  return [
    ...written
      .filter((file) => !shown.includes(pictureOf(file)))
      .map((file) => `the page does not show ${pictureOf(file)}, although the session writes ${file}.`),
    ...shown
      .filter((path) => !written.some((file) => pictureOf(file) === path))
      .map((path) => `the session does not write ${basename(path)}, although the page shows it.`),
    ...written
      .filter((file) => existsSync(pictureOf(file)) && shown.includes(pictureOf(file)))
      .filter((file) => comparableFile(join(folder, file)) !== comparableFile(pictureOf(file)))
      .map((file) => `${pictureOf(file)} is not the picture that the session writes: ${join(folder, file)}.`),
    ...shown.filter((path) => !existsSync(path)).map((path) => `${path} is missing.`),
  ]
}

/** Every program text of the page stands in one of its programs. */
function programsDiffer(): string[] {
  const programs = readdirSync(PROGRAMS).map((file) => readFileSync(join(PROGRAMS, file), 'utf8'))
  return programsOf(page)
    .filter((text) => !programs.some((program) => program.includes(text)))
    .map((text) => `no file of docs/guide has this program text of the page:\n${text}`)
}

function comparableFile(file: string): string {
  return comparable(readFileSync(file, 'utf8'))
}

async function writePage(): Promise<void> {
  const { outputs, folder } = await follow(24)
  writeFileSync(PAGE, withOutputs(page, steps, outputs))
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.svg')))
    cpSync(join(folder, file), pictureOf(file))
}
