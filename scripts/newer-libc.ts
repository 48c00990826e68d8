import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { cache } from './repository.ts'
import { runOrThrow } from './run.ts'

/** What the fuzzer's binaries are linked with. */
const NEEDED = [2, 38]
const RELEASE = 'trixie'

/**
 * What to put before a command so that it runs with a C library that the fuzzer's binaries can be loaded with: nothing where the
 * machine's own is new enough. Else that of Debian 13 is fetched by apt-get into `.cache/`, beside the machine's own.
 *
 * @throws Error where there is no apt-get
 */
export async function libcOption(): Promise<string[]> {
  const { header } = process.report.getReport() as unknown as { header: { glibcVersionRuntime?: string } }
  const [major, minor] = (header.glibcVersionRuntime ?? '99.0').split('.').map(Number)
  if (major > NEEDED[0] || (major === NEEDED[0] && minor >= NEEDED[1])) return []
  const folder = join(cache, 'fuzz', 'libc')
  const libraries = join(folder, 'root/usr/lib/x86_64-linux-gnu')
  if (!existsSync(join(libraries, 'ld-linux-x86-64.so.2'))) await fetchTo(folder)
  return [join(libraries, 'ld-linux-x86-64.so.2'), '--library-path', libraries]
}

async function fetchTo(folder: string): Promise<void> {
  console.log(`The C library here is older than ${NEEDED.join('.')}; fetching that of Debian ${RELEASE} …`)
  mkdirSync(join(folder, 'lists/partial'), { recursive: true })
  const sources = join(folder, 'debian.sources')
  writeFileSync(
    sources,
    `Types: deb\nURIs: http://deb.debian.org/debian\nSuites: ${RELEASE}\nComponents: main\nSigned-By: /usr/share/keyrings/debian-archive-keyring.gpg\n`,
  )
  const apart = [
    ...['-o', 'Dir::Etc::SourceParts=/dev/null'],
    ...['-o', `Dir::Etc::SourceList=${sources}`],
    ...['-o', `Dir::State::Lists=${join(folder, 'lists')}`],
  ]
  await runOrThrow('apt-get', [...apart, 'update'])
  await runOrThrow('apt-get', [...apart, 'download', 'libc6', 'libstdc++6', 'libgcc-s1'], { cwd: folder })
  for (const name of readdirSync(folder).filter((name) => name.endsWith('.deb')))
    await runOrThrow('dpkg', ['-x', join(folder, name), join(folder, 'root')])
}
